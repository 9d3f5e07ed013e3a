import type { Mode } from '../../../contracts/settings';
import type { PlanPolicy } from '../domain/meeting-plan';
import type { Settings } from '../settings/types';

const closedBecause = (mode: Mode): string | null => (mode.kind === 'active' ? null : mode.because);

/** What the decision about a meeting needs of settings and mode, as they are at each call. */
export const createPolicy =
  (deps: { settings: () => Settings; mode: () => Mode }) => (): PlanPolicy => {
    const { accountId, onUnpublish, deleteGraceSeconds, defaultHost, hosts, allowAllHosts } =
      deps.settings();
    const allowed = new Set([defaultHost, ...hosts].map((host) => host?.toLowerCase()));
    return {
      closedBecause: closedBecause(deps.mode()),
      accountId,
      onUnpublish,
      deleteGraceMs: deleteGraceSeconds * 1000,
      defaultHost,
      isHostAllowed: (host) => allowAllHosts || allowed.has(host.toLowerCase()),
    };
  };

import type { HostEntry, HostList } from '../../../contracts';
import { ZoomError } from '../zoom/errors';
import type { ZoomClient, ZoomUser } from '../zoom/types';
import type { Settings } from './types';

/** Typing in a search field asks again and again: one list serves them all. */
const KEPT_MS = 60_000;
/** Looked through at most: five of Zoom's largest pages. */
const MOST_USERS = 10_000;
const SHOWN = 50;

/** Zoom's user types: 1 basic, 2 licensed, 4 unassigned, 99 none. */
const licenceOf = ({ type }: ZoomUser): HostEntry['licence'] => {
  if (type === 1) return 'basic';
  return type === 4 || type === 99 ? 'none' : 'licensed';
};

const matches = ({ email, displayName }: ZoomUser, search: string): boolean =>
  [email, displayName].some((text) => text.toLowerCase().includes(search));

type Listed = Awaited<ReturnType<ZoomClient['listUsers']>>;

/** The users of the Zoom account, to choose hosts from; who may host comes first. */
export const createHostList = (deps: {
  zoom: Pick<ZoomClient, 'listUsers'>;
  settings: () => Settings;
  /** Why Zoom cannot be asked at present, in an admin's words; null: it can. */
  closedBecause: () => string | null;
  clock: () => Date;
}) => {
  let kept: { account: string; until: number; list: Promise<Listed> } | null = null;

  const list = (): Promise<Listed> => {
    const now = deps.clock().getTime();
    const account = deps.settings().accountId ?? '';
    if (kept && kept.account === account && kept.until > now) return kept.list;
    const asked = deps.zoom.listUsers({ most: MOST_USERS });
    kept = { account, until: now + KEPT_MS, list: asked };
    // A failure is not kept: the scope may be there a moment later.
    asked.catch(() => {
      if (kept?.list === asked) kept = null;
    });
    return asked;
  };

  const unavailable = (because: string): HostList => ({
    data: [],
    meta: { total: 0, isComplete: false, unavailable: because },
  });

  return async ({ search }: { search: string }): Promise<HostList> => {
    const closed = deps.closedBecause();
    if (closed !== null) return unavailable(closed);
    const { defaultHost, hosts, allowAllHosts } = deps.settings();
    const allowed = new Set([defaultHost, ...hosts].map((host) => host?.toLowerCase()));
    const wanted = search.trim().toLowerCase();
    try {
      const { users, isComplete } = await list();
      const found = users
        .filter((user) => matches(user, wanted))
        .map(
          (user): HostEntry => ({
            id: user.id,
            email: user.email,
            displayName: user.displayName,
            licence: licenceOf(user),
            isAllowed:
              allowAllHosts ||
              allowed.has(user.email.toLowerCase()) ||
              allowed.has(user.id.toLowerCase()),
          })
        )
        .sort(byLicenceAndName);
      return {
        data: found.slice(0, SHOWN),
        meta: { total: found.length, isComplete, unavailable: null },
      };
    } catch (error) {
      if (error instanceof ZoomError) return unavailable(error.message);
      throw error;
    }
  };
};

const ORDER: Record<HostEntry['licence'], number> = { licensed: 0, basic: 1, none: 2 };

const byLicenceAndName = (a: HostEntry, b: HostEntry): number =>
  ORDER[a.licence] - ORDER[b.licence] || a.displayName.localeCompare(b.displayName);

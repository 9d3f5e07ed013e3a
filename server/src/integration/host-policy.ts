import type { Settings } from '../settings/types';
import { ZoomHostError } from '../zoom/errors';
import type { ZoomClient, ZoomUser } from '../zoom/types';
import { invalid, noSuchHost } from './refusal';
import type { Failure } from './zoom-refusal';

/** Long enough to spare a request a second call, short enough to see a renamed user the same day. */
const USER_CACHE_MS = 5 * 60_000;
/** A bound on what callers can make us remember. */
const USER_CACHE_SIZE = 500;

export type MeetingHost = { hostId: string | null; hostEmail: string | null };

export type HostPolicy = ReturnType<typeof createHostPolicy>;

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Hosts as the settings spell them, the default host first. */
const allowedHosts = ({ defaultHost, hosts }: Settings): string[] =>
  defaultHost === null ? hosts : [defaultHost, ...hosts];

/**
 * Whose meetings exist for the management API: the default host's, those of `hosts`, or with
 * `allowAllHosts` everybody's. People write hosts as e-mail address or Zoom user id; where the two
 * spellings meet, Zoom is asked once in a few minutes who it is.
 */
export const createHostPolicy = (deps: {
  zoom: Pick<ZoomClient, 'getUser'>;
  settings: { current(): Settings };
  clock: () => Date;
}) => {
  const users = new Map<string, { user: ZoomUser | null; until: number }>();

  const lookUp = async (idOrEmail: string): Promise<ZoomUser | null> => {
    const account = deps.settings.current().accountId ?? '';
    const key = `${account} ${idOrEmail.toLowerCase()}`;
    const now = deps.clock().getTime();
    const known = users.get(key);
    if (known && known.until > now) return known.user;
    const user = await deps.zoom.getUser({ idOrEmail }).catch((error: unknown) => {
      if (error instanceof ZoomHostError) return null;
      throw error;
    });
    users.delete(key);
    users.set(key, { user, until: now + USER_CACHE_MS });
    for (const oldest of users.keys()) {
      if (users.size <= USER_CACHE_SIZE) break;
      users.delete(oldest);
    }
    return user;
  };

  const isUser = (host: string, user: ZoomUser): boolean =>
    same(host, user.email) || same(host, user.id);

  /** True for two spellings of one user. */
  const isSameHost = async (host: string, meeting: MeetingHost): Promise<boolean> => {
    const known = [meeting.hostId, meeting.hostEmail].filter((name) => name !== null);
    if (known.some((name) => same(name, host))) return true;
    if (known.length === 2) return false;
    const user = await lookUp(host);
    return user !== null && known.some((name) => isUser(name, user));
  };

  return {
    isSameHost,

    /**
     * The host a request is about, spelled as the settings do where they name it.
     *
     * @throws Refusal 400 where none is named and none is set; 404 where it is not allowed.
     */
    resolve: async (requested: string | undefined, failure: Failure): Promise<string> => {
      const settings = deps.settings.current();
      const wanted = requested ?? settings.defaultHost;
      if (wanted === null) {
        const message = 'host is required, since no default host is set in Settings → Zoom';
        throw invalid([{ field: 'host', message }], failure);
      }
      const allowed = allowedHosts(settings);
      const named = allowed.find((host) => same(host, wanted));
      if (named !== undefined) return named;
      // Zoom reads "me" as the account's owner, whoever that is.
      if (same(wanted, 'me')) throw noSuchHost(wanted);
      if (settings.allowAllHosts) return wanted;
      const user = allowed.length === 0 ? null : await lookUp(wanted);
      const meant = user === null ? undefined : allowed.find((host) => isUser(host, user));
      if (meant === undefined) throw noSuchHost(wanted);
      return meant;
    },

    /** Whether a meeting of this host exists for callers. */
    allows: async (meeting: MeetingHost): Promise<boolean> => {
      const settings = deps.settings.current();
      if (settings.allowAllHosts) return true;
      const allowed = allowedHosts(settings);
      const known = [meeting.hostId, meeting.hostEmail].filter((name) => name !== null);
      if (known.some((name) => allowed.some((host) => same(host, name)))) return true;
      const [only] = known;
      if (known.length !== 1 || only === undefined || allowed.length === 0) return false;
      const user = await lookUp(only);
      return user !== null && allowed.some((host) => isUser(host, user));
    },
  };
};

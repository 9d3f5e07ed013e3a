import type { ZoomClient, ZoomMeetingListItem } from '../zoom/types';

/** Short enough that a page reloaded after a change in Zoom shows it. */
export const DEFAULT_LIST_CACHE_MS = 15_000;

export type ListType = 'upcoming' | 'scheduled' | 'live';
type ListQuery = { accountId: string; host: string; type: ListType };
type Entry = {
  host: string;
  meetings: Promise<ZoomMeetingListItem[]>;
  /** Epoch milliseconds; null while the call is under way. */
  until: number | null;
  /** Zoom's user ids seen in the answer; null while unknown. */
  hostIds: Set<string> | null;
};

const isEmail = (host: string): boolean => host.includes('@');

/** False only where it is certain that the list is another host's. */
const mayBeOf = (entry: Entry, host: string): boolean => {
  if (isEmail(host) && isEmail(entry.host)) return host.toLowerCase() === entry.host.toLowerCase();
  const hasIds = entry.hostIds !== null && entry.hostIds.size > 0;
  return isEmail(host) || !hasIds || entry.hostIds?.has(host) === true;
};

export type MeetingLists = ReturnType<typeof createMeetingLists>;

/**
 * The hosts' meetings as Zoom lists them, kept for a short time in this process. Reads at the same
 * moment share one call; a failed call is not kept.
 */
export const createMeetingLists = (deps: {
  zoom: Pick<ZoomClient, 'listMeetings'>;
  clock: () => Date;
  /** @default 15000; 0 keeps nothing, and reads at the same moment still share a call. */
  cacheMs?: number;
}) => {
  const cacheMs = deps.cacheMs ?? DEFAULT_LIST_CACHE_MS;
  const entries = new Map<string, Entry>();

  const dropStale = (now: number): void => {
    for (const [key, entry] of entries) {
      if (entry.until !== null && entry.until <= now) entries.delete(key);
    }
  };

  const start = (key: string, { host, type }: ListQuery): Entry => {
    const entry: Entry = {
      host,
      until: null,
      hostIds: null,
      meetings: deps.zoom.listMeetings({ host, type }).then(
        (meetings) => {
          entry.until = deps.clock().getTime() + cacheMs;
          entry.hostIds = new Set(meetings.map(({ hostId }) => hostId));
          return meetings;
        },
        (error: unknown) => {
          if (entries.get(key) === entry) entries.delete(key);
          throw error;
        }
      ),
    };
    entries.set(key, entry);
    return entry;
  };

  return {
    /** @throws ZoomError */
    read: (query: ListQuery): Promise<ZoomMeetingListItem[]> => {
      dropStale(deps.clock().getTime());
      const key = JSON.stringify([query.accountId, query.host.toLowerCase(), query.type]);
      return (entries.get(key) ?? start(key, query)).meetings;
    },

    /**
     * Forgets what may have changed: everything, or the lists that may be `host`'s (e-mail address or
     * Zoom user id). A call under way goes on for those who wait, and is not kept.
     */
    invalidate: ({ host }: { host?: string | null } = {}): void => {
      for (const [key, entry] of entries) {
        if (host == null || mayBeOf(entry, host)) entries.delete(key);
      }
    },
  };
};

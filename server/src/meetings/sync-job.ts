import type { Outbox } from '../jobs/types';
import type { SessionKey } from '../domain/session';

/** One job per session, whatever happens to it how often: raises merge. */
export const syncJobKey = ({ uid, documentId }: SessionKey): string => `sync:${uid}:${documentId}`;

/** Asks for the session's meeting to be brought in line; near meetings go first. */
export const raiseSync = (
  outbox: Outbox,
  key: SessionKey,
  options: { startTime: Date | null; delayMs?: number }
): Promise<void> =>
  outbox.raise({
    task: 'sync-meeting',
    key: syncJobKey(key),
    payload: { ...key },
    ...(options.startTime ? { priority: options.startTime.getTime() } : {}),
    ...(options.delayMs === undefined ? {} : { delayMs: options.delayMs }),
  });

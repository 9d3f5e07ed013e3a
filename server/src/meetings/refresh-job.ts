import type { Outbox } from '../jobs/types';

/** Asks for a fresh read of a meeting in Zoom. */
export const raiseRefresh = (
  outbox: Outbox,
  rowId: number,
  options: { delayMs?: number } = {}
): Promise<void> =>
  outbox.raise({
    task: 'refresh-meeting',
    key: `refresh:${rowId}`,
    payload: { meetingRowId: rowId },
    ...options,
  });

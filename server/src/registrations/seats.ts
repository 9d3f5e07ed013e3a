import { MOST_AT_ONCE } from '../domain/registrant-sync';
import type { ClaimedJob } from '../jobs/types';
import type { RegistrableRow } from './registrable';
import type { RegistrantPatch, RegistrantRow } from './registrant-rows';
import type { RegistrantSyncDeps } from './sync-registrants';

/** One meeting at work, and how Zoom is told of it. */
export type Room = {
  job: ClaimedJob;
  meeting: RegistrableRow;
  zoomId: string;
  address: { id: string; host: string; signal: AbortSignal };
};

/** As many at once as Zoom takes. */
export const inChunks = <Item>(items: readonly Item[]): Item[][] => {
  const chunks: Item[][] = [];
  for (let from = 0; from < items.length; from += MOST_AT_ONCE) {
    chunks.push(items.slice(from, from + MOST_AT_ONCE));
  }
  return chunks;
};

/** Writes what Zoom said of registrations; each save is fenced by the job's lease. */
export const createSeats = (
  deps: Pick<RegistrantSyncDeps, 'database' | 'registrants' | 'confirm' | 'clock'>
) => {
  const { database, registrants, clock } = deps;

  /** Writes rows as they now are; one that was removed meanwhile is left out. */
  const write = async (
    { job, meeting, zoomId }: Room,
    rows: readonly RegistrantRow[],
    patchOf: (fresh: RegistrantRow, index: number) => RegistrantPatch
  ): Promise<RegistrantRow[]> =>
    await database.transaction(async () => {
      await registrants.lockMeeting(meeting.id);
      const written: RegistrantRow[] = [];
      for (const [index, { id }] of rows.entries()) {
        const fresh = await registrants.reread(id);
        if (fresh === null) continue;
        const row = await registrants.update(id, {
          zoomMeetingId: zoomId,
          ...patchOf(fresh, index),
        });
        written.push(row);
        const isSettled = row.zoomState === 'approved' || row.zoomState === 'refused';
        if (row.state === 'approved' && isSettled) await deps.confirm(row, meeting.id);
      }
      await job.fence();
      return written;
    });

  return {
    write,

    /** Zoom has them, with these links. */
    registered: (
      room: Room,
      seated: { row: RegistrantRow; id: string; joinUrl: string | null }[]
    ): Promise<RegistrantRow[]> =>
      write(
        room,
        seated.map(({ row }) => row),
        (fresh, index) => ({
          zoomRegistrantId: seated[index]?.id ?? fresh.zoomRegistrantId,
          zoomState: 'approved',
          zoomStateAt: clock(),
          joinUrl: seated[index]?.joinUrl ?? null,
          zoomNote: null,
          zoomTryAt: null,
        })
      ),

    removed: (
      room: Room,
      { rows, action }: { rows: RegistrantRow[]; action: 'cancel' | 'deny' }
    ): Promise<RegistrantRow[]> =>
      write(room, rows, () => ({
        zoomState: action === 'cancel' ? 'cancelled' : 'denied',
        zoomStateAt: clock(),
        joinUrl: null,
      })),

    /** Zoom will not have this person; asking again changes nothing. */
    refused: (room: Room, row: RegistrantRow, because: string): Promise<RegistrantRow[]> =>
      write(room, [row], () => ({
        zoomState: 'refused',
        zoomStateAt: clock(),
        zoomRegistrantId: null,
        zoomNote: because,
        joinUrl: null,
      })),

    /** Tried again then; `because` is shown to an editor. */
    waiting: (
      room: Room,
      rows: RegistrantRow[],
      { until, because }: { until: Date; because: string }
    ): Promise<RegistrantRow[]> =>
      write(room, rows, (fresh) => ({
        ...forThisMeeting(fresh, room.zoomId),
        zoomTryAt: until,
        zoomNote: because,
      })),
  };
};
export type Seats = ReturnType<typeof createSeats>;

/** What was said of the meeting before is not true of this one. */
export const forThisMeeting = (row: RegistrantRow, zoomId: string): RegistrantPatch =>
  row.zoomMeetingId === zoomId
    ? {}
    : { zoomState: null, zoomStateAt: null, zoomRegistrantId: null, joinUrl: null };

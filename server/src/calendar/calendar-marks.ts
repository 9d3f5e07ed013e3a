import { createHash } from 'node:crypto';
import { z } from 'zod';

import { TABLE, UID } from '../../../contracts/identifiers';
import { rowsOf, type Database } from '../jobs/database';
import type { MeetingRow } from '../meetings/meeting-row';

const MINUTE_MS = 60_000;
/** Well under the variables that one statement of any database may have. */
const CHUNK = 200;
/** Another process may number the same change at the same moment; the second look finds it. */
const MOST_LOOKS = 5;

const markSchema = z.object({
  meeting_row_id: z.coerce.number(),
  fingerprint: z.string(),
  sequence: z.coerce.number(),
  changed_at: z.coerce.number(),
});
type StoredMark = z.infer<typeof markSchema>;

const birthSchema = z.object({ id: z.number(), createdAt: z.coerce.date() });

export type CalendarMark = { sequence: number; changedAt: Date };

/** A meeting's text for its participants, as Zoom was told it. */
export const agendaOf = ({ lastSent }: MeetingRow): string | null => {
  const { agenda } = lastSent;
  return typeof agenda === 'string' && agenda.trim() !== '' ? agenda : null;
};

/** Everything of a meeting that a calendar shows to somebody. */
const fingerprintOf = (meeting: MeetingRow): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        meeting.topic,
        agendaOf(meeting),
        meeting.startTime,
        meeting.endTime,
        meeting.timezone,
        meeting.state === 'cancelled',
        meeting.joinUrl,
      ])
    )
    .digest('hex');

const inChunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / CHUNK) }, (_none, index) =>
    all.slice(index * CHUNK, (index + 1) * CHUNK)
  );

/**
 * Numbers the changes of meetings as calendars see them (`SEQUENCE`). A change counts when it is
 * first written into a calendar: what nobody was told of needs no number, and no writer of meetings
 * has to remember to count.
 */
export const createCalendarMarks = (deps: { database: Database; clock: () => Date }) => {
  const { database, clock } = deps;
  const rows = () => rowsOf(database, TABLE.calendarMark);

  const read = async (ids: number[]): Promise<Map<number, StoredMark>> => {
    const found = new Map<number, StoredMark>();
    for (const chunk of inChunks(ids)) {
      const stored: unknown[] = await rows().whereIn('meeting_row_id', chunk);
      for (const row of stored) {
        const mark = markSchema.parse(row);
        found.set(mark.meeting_row_id, mark);
      }
    }
    return found;
  };

  const birthsOf = async (meetings: MeetingRow[]): Promise<Map<number, number>> => {
    const found: unknown[] = await database.query(UID.meeting).findMany({
      where: { id: { $in: meetings.map(({ id }) => id) } },
      select: ['id', 'createdAt'],
    });
    return new Map(
      z
        .array(birthSchema)
        .parse(found)
        .map(({ id, createdAt }) => [id, createdAt.getTime()])
    );
  };

  /**
   * The first number is the age of the meeting in minutes: should this table be lost, as it is not
   * part of an export, numbers still rise.
   */
  const begin = async (meetings: MeetingRow[]): Promise<void> => {
    const now = clock().getTime();
    for (const chunk of inChunks(meetings)) {
      const born = await birthsOf(chunk);
      await rows()
        .insert(
          chunk.map((meeting) => ({
            meeting_row_id: meeting.id,
            fingerprint: fingerprintOf(meeting),
            sequence: Math.max(0, Math.floor((now - (born.get(meeting.id) ?? now)) / MINUTE_MS)),
            changed_at: now,
          }))
        )
        .onConflict('meeting_row_id')
        .ignore();
    }
  };

  const raise = (mark: StoredMark, fingerprint: string) =>
    rows()
      .where({
        meeting_row_id: mark.meeting_row_id,
        fingerprint: mark.fingerprint,
        sequence: mark.sequence,
      })
      .update({ fingerprint, sequence: mark.sequence + 1, changed_at: clock().getTime() });

  /** The number of each meeting as it now is, by row id. */
  return async (meetings: MeetingRow[]): Promise<Map<number, CalendarMark>> => {
    const ids = meetings.map(({ id }) => id);
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const stored = await read(ids);
      const unknown = meetings.filter(({ id }) => !stored.has(id));
      const changed = meetings.filter((meeting) => {
        const mark = stored.get(meeting.id);
        return mark !== undefined && mark.fingerprint !== fingerprintOf(meeting);
      });
      if (unknown.length === 0 && changed.length === 0) {
        return new Map(
          [...stored].map(([id, mark]) => [
            id,
            { sequence: mark.sequence, changedAt: new Date(mark.changed_at) },
          ])
        );
      }
      await begin(unknown);
      for (const meeting of changed) {
        const mark = stored.get(meeting.id);
        if (mark) await raise(mark, fingerprintOf(meeting));
      }
    }
    throw new Error('zoom: a meeting changed again and again while its calendar was written');
  };
};
export type CalendarMarks = ReturnType<typeof createCalendarMarks>;

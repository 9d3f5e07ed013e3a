import { z } from 'zod';
import { UID } from '../../../contracts/identifiers';
import type { SessionBinding } from '../bindings';
import { rowsOf, type Database, type Transaction } from '../jobs/database';

const named = z.object({ name: z.string() });
const relationSchema = z.object({
  joinTable: z.object({ name: z.string(), joinColumn: named, inverseJoinColumn: named }),
});
const pairSchema = z.object({ sessionId: z.number(), meetingId: z.number() });

/** How many links are mended with one statement; SQLite binds at most 999 values in old versions. */
const CHUNK = 400;

export type MeetingLinks = ReturnType<typeof createMeetingLinks>;

/**
 * The relation from a session's rows to its meeting, which exists for `populate` alone and is
 * written from what the meeting's row says. Around `db.query`: it changes no `updatedAt`, by which
 * the Content Manager tells whether a draft has changes of its own, and runs no hook of the app.
 */
export const createMeetingLinks = ({ db }: { db: Database }) => {
  const tableOf = ({ uid, relation }: SessionBinding) => {
    const attribute: unknown = db.metadata.get(uid).attributes[relation];
    const { joinTable } = relationSchema.parse(attribute);
    return {
      name: joinTable.name,
      session: joinTable.joinColumn.name,
      meeting: joinTable.inverseJoinColumn.name,
    };
  };

  /** Links all versions and languages of a session with its meeting, and with no other. */
  const link = async (
    binding: SessionBinding,
    { meetingId, sessionIds, trx }: { meetingId: number; sessionIds: number[]; trx: Transaction }
  ): Promise<void> => {
    if (sessionIds.length === 0) return;
    const table = tableOf(binding);
    // Looked for before they are deleted: a DELETE that finds nothing locks the gap in MySQL, and
    // two publishes that both hold it and both insert there are a deadlock.
    const others: unknown = await rowsOf(db, table.name, trx)
      .whereIn(table.session, sessionIds)
      .whereNot({ [table.meeting]: meetingId })
      .pluck('id');
    const wrong = z.array(z.number()).parse(others);
    if (wrong.length > 0) await rowsOf(db, table.name, trx).whereIn('id', wrong).del();
    await rowsOf(db, table.name, trx)
      .insert(sessionIds.map((id) => ({ [table.session]: id, [table.meeting]: meetingId })))
      .onConflict([table.session, table.meeting])
      .ignore();
  };

  /** Links that say something else than the meeting's row does. */
  const wrongLinks = async (binding: SessionBinding): Promise<number[]> => {
    const table = tableOf(binding);
    const sessions = db.metadata.get(binding.uid).tableName;
    const meetings = db.metadata.get(UID.meeting).tableName;
    const found: unknown = await rowsOf(db, table.name)
      .join(sessions, `${sessions}.id`, `${table.name}.${table.session}`)
      .join(meetings, `${meetings}.id`, `${table.name}.${table.meeting}`)
      .where((isWrong) => {
        void isWrong
          .whereNull(`${meetings}.session_uid`)
          .orWhereNot(`${meetings}.session_uid`, binding.uid)
          .orWhereNot(
            `${meetings}.session_document_id`,
            db.connection.ref(`${sessions}.document_id`)
          );
      })
      .limit(CHUNK)
      .pluck(`${table.name}.id`);
    return z.array(z.number()).parse(found);
  };

  const missingLinks = async (binding: SessionBinding) => {
    const table = tableOf(binding);
    const sessions = db.metadata.get(binding.uid).tableName;
    const meetings = db.metadata.get(UID.meeting).tableName;
    const found: unknown = await rowsOf(db, meetings)
      .join(sessions, `${sessions}.document_id`, `${meetings}.session_document_id`)
      .leftJoin(table.name, (on) =>
        on
          .on(`${table.name}.${table.session}`, `${sessions}.id`)
          .andOn(`${table.name}.${table.meeting}`, `${meetings}.id`)
      )
      .where(`${meetings}.session_uid`, binding.uid)
      .whereNull(`${table.name}.id`)
      .limit(CHUNK)
      .select({ sessionId: `${sessions}.id`, meetingId: `${meetings}.id` });
    return z.array(pairSchema).parse(found);
  };

  /** Mends what imports, restores and other ways around the documents API left; gives how many. */
  const repair = async (binding: SessionBinding): Promise<number> => {
    const table = tableOf(binding);
    let mended = 0;
    for (;;) {
      const wrong = await wrongLinks(binding);
      if (wrong.length > 0) await rowsOf(db, table.name).whereIn('id', wrong).del();
      const missing = await missingLinks(binding);
      if (missing.length > 0) {
        await rowsOf(db, table.name)
          .insert(
            missing.map(({ sessionId, meetingId }) => ({
              [table.session]: sessionId,
              [table.meeting]: meetingId,
            }))
          )
          .onConflict([table.session, table.meeting])
          .ignore();
      }
      mended += wrong.length + missing.length;
      if (wrong.length < CHUNK && missing.length < CHUNK) return mended;
    }
  };

  return { link, repair };
};

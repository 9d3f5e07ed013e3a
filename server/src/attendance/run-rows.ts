import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import type { HandLink } from '../domain/person-links';
import { newDocumentId, rowsOf, type Database } from '../jobs/database';

const moment = z
  .union([z.date(), z.string(), z.number()])
  .nullish()
  .transform((at) => (at === null || at === undefined ? null : new Date(at)));
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

const linkSchema = z.object({ from: z.string(), to: z.string(), name: z.string().nullable() });

const runSchema = z.object({
  id: z.number(),
  documentId: z.string(),
  uuid: z.string(),
  accountId: text,
  zoomId: text,
  startedAt: moment,
  endedAt: moment,
  endKnownBy: z
    .enum(['told', 'inferred'])
    .nullish()
    .transform((by) => by ?? null),
  participantCount: z
    .number()
    .nullish()
    .transform((count) => count ?? 0),
  listReadAt: moment,
  listReads: z
    .number()
    .nullish()
    .transform((count) => count ?? 0),
  listNote: text,
  settledAt: moment,
  foldedAt: moment,
  readyAt: moment,
  sealedAt: moment,
  links: z
    .array(linkSchema)
    .nullish()
    .catch(null)
    .transform((links): HandLink[] => links ?? []),
});

/** A row of `plugin::zoom.meeting-instance`: one run of a meeting. */
export type RunRow = z.infer<typeof runSchema>;
export const parseRun = (record: unknown): RunRow => runSchema.parse(record);
export type RunPatch = Partial<Omit<RunRow, 'id' | 'documentId' | 'uuid'>>;

/** What is newly known of a run's beginning and end. */
export type RunFacts = {
  startedAt?: Date | null;
  endedAt?: Date | null;
  /** `told` by Zoom, or `inferred` because it cannot run any more. */
  endKnownBy?: 'told' | 'inferred';
};

/** What the facts change; the same whatever order they come in. Null: nothing. */
export const mergeFacts = (run: RunRow, facts: RunFacts): RunPatch | null => {
  const patch: RunPatch = {};
  const { startedAt, endedAt, endKnownBy = 'told' } = facts;
  if (startedAt && (run.startedAt === null || startedAt < run.startedAt)) {
    patch.startedAt = startedAt;
  }
  if (endedAt) {
    const isFirst = run.endedAt === null;
    const isSurer = run.endKnownBy !== 'told' && endKnownBy === 'told';
    const isLater =
      run.endKnownBy === 'told' &&
      endKnownBy === 'told' &&
      run.endedAt !== null &&
      endedAt > run.endedAt;
    if (isFirst || isSurer || isLater) {
      patch.endedAt = endedAt;
      patch.endKnownBy = endKnownBy;
    }
  }
  return Object.keys(patch).length > 0 ? patch : null;
};

export type RunRows = ReturnType<typeof createRunRows>;

/** The rows of `plugin::zoom.meeting-instance`, written with `db.query`: no `entry.*` events. */
export const createRunRows = (database: Database) => {
  const query = () => database.query(UID.meetingInstance);
  const parse = (record: unknown): RunRow | null => (record ? runSchema.parse(record) : null);

  const find = async (uuid: string): Promise<RunRow | null> =>
    parse(await query().findOne({ where: { uuid } }));

  const findById = async (documentId: string): Promise<RunRow | null> =>
    parse(await query().findOne({ where: { documentId } }));

  const meetingOf = async (uuid: string): Promise<number | null> => {
    const record: unknown = await query().findOne({ where: { uuid }, populate: ['meeting'] });
    const parsed = z.object({ meeting: z.object({ id: z.number() }).nullish() }).safeParse(record);
    return parsed.data?.meeting?.id ?? null;
  };

  /** Oldest first; runs whose start is unknown last. */
  const ofMeeting = async (meetingRowId: number): Promise<RunRow[]> => {
    const records: unknown[] = await query().findMany({ where: { meeting: { id: meetingRowId } } });
    const startOf = ({ startedAt }: RunRow) => startedAt?.getTime() ?? Number.POSITIVE_INFINITY;
    return records
      .map((record) => runSchema.parse(record))
      .sort((a, b) => startOf(a) - startOf(b) || a.id - b.id);
  };

  const insert = async (run: {
    uuid: string;
    accountId: string;
    zoomId: string;
  }): Promise<void> => {
    const meta = database.metadata.get(UID.meetingInstance);
    const now = new Date();
    await database.transaction(async ({ trx }) => {
      await rowsOf(database, meta.tableName, trx)
        .insert({
          document_id: newDocumentId(database, UID.meetingInstance),
          uuid: run.uuid,
          account_id: run.accountId,
          zoom_id: run.zoomId,
          participant_count: 0,
          list_reads: 0,
          created_at: now,
          updated_at: now,
          published_at: now,
        })
        .onConflict('uuid')
        .ignore();
    });
  };

  /** The run's row, made and linked to its meeting where it has none: two at once survive it. */
  const ensure = async (run: {
    uuid: string;
    accountId: string;
    zoomId: string;
    meetingRowId: number;
  }): Promise<RunRow> => {
    if (!(await find(run.uuid))) await insert(run);
    if ((await meetingOf(run.uuid)) === null) {
      await query().update({
        where: { uuid: run.uuid },
        data: { meeting: { set: [{ id: run.meetingRowId }] } },
      });
    }
    const made = await find(run.uuid);
    if (!made) throw new Error('zoom: the row of a meeting’s run could not be made');
    return made;
  };

  /**
   * Changes a row as it now is, under a lock: the fold and the watch of a meeting both write it.
   * `also` runs in the same transaction.
   */
  const change = async (
    run: Pick<RunRow, 'id'>,
    edit: (now: RunRow) => RunPatch | null,
    also?: (change: { before: RunRow; after: RunRow }) => Promise<void>
  ): Promise<RunRow> =>
    await database.transaction(async () => {
      const locked: unknown = await database
        .queryBuilder(UID.meetingInstance)
        .select('*')
        .where({ id: run.id })
        .forUpdate()
        .first()
        .execute<unknown>();
      const now = runSchema.parse(locked);
      const patch = edit(now);
      const after = patch
        ? runSchema.parse(await query().update({ where: { id: run.id }, data: patch }))
        : now;
      await also?.({ before: now, after });
      return after;
    });

  const tell = (run: Pick<RunRow, 'id'>, facts: RunFacts): Promise<RunRow> =>
    change(run, (now) => mergeFacts(now, facts));

  return { find, findById, meetingOf, ofMeeting, ensure, change, tell };
};

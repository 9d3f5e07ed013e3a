import { createHash } from 'node:crypto';

import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import { ERASED_NAME, isErasedAddress, isOfErased } from '../domain/person-in-payload';
import type { Interval } from '../domain/intervals';
import { newDocumentId, rowsOf, type Database } from '../jobs/database';
import type { AttendedPerson } from './presences';
import { storedEntrySchema } from './stored-entry';

/** Rows of one transaction, so that nobody waits long for it. */
const BATCH = 200;
const PAGE = 1000;

type StoredInterval = { from: string; to: string | null };

/** The columns that a fold writes, by attribute. */
type Content = {
  participantKey: string;
  name: string | null;
  email: string | null;
  intervals: StoredInterval[];
  seconds: number;
  share: number | null;
  presence: string | null;
  matchedBy: string;
  registrantDocumentId: string | null;
  identifiers: string[];
  parts: { identifiers: string[]; name: string | null; intervals: StoredInterval[] }[];
};

const hashOf = (content: Content): string =>
  createHash('sha1').update(JSON.stringify(content)).digest('base64');

const isoOf = (at: number): string => new Date(at).toISOString();

const storedIntervals = (intervals: readonly Interval[]): StoredInterval[] =>
  intervals.map(({ from, to }) => ({ from: isoOf(from), to: to === null ? null : isoOf(to) }));

const shownName = (identifiers: readonly string[], name: string | null): string | null =>
  isOfErased(identifiers) ? ERASED_NAME : name;

const toContent = (person: AttendedPerson, participantKey: string): Content => ({
  participantKey,
  // What Zoom lists of an erased person leads to events that still have the name.
  name: shownName(person.identifiers, person.name),
  email: isErasedAddress(person.email) ? null : person.email,
  intervals: storedIntervals(person.intervals),
  seconds: person.seconds,
  share: person.share,
  presence: person.presence,
  matchedBy: person.matchedBy,
  registrantDocumentId: person.registrantDocumentId,
  identifiers: person.identifiers,
  parts: person.parts.map(({ identifiers, name, intervals }) => ({
    identifiers,
    name: shownName(person.identifiers, name),
    intervals: storedIntervals(intervals),
  })),
});

const storedSchema = storedEntrySchema.omit({ documentId: true, instanceUuid: true });

/**
 * A key for each person that fits its column and differs from the others without regard to case, in
 * which MySQL's unique index compares: an app's customer keys may differ by it alone.
 */
const columnKeys = (people: readonly AttendedPerson[]): string[] => {
  const taken = new Map<string, number>();
  for (const { key } of people) {
    const folded = key.toLowerCase();
    taken.set(folded, (taken.get(folded) ?? 0) + 1);
  }
  return people.map(({ key }) => {
    const isPlain = taken.get(key.toLowerCase()) === 1 && key.length <= 255;
    if (isPlain) return key;
    return `${key.slice(0, 200)}#${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
  });
};

const chunks = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) =>
    items.slice(index * BATCH, (index + 1) * BATCH)
  );

const batchesOf = ({ length }: { length: number }): number[] =>
  Array.from({ length: Math.ceil(length / BATCH) }, (_, index) => index * BATCH);

export type Run = { uuid: string; meetingRowId: number };

/** Makes the attendance rows of a run say what was folded; writes only what is different. */
export const createAttendanceRows = (database: Database) => {
  const meta = () => database.metadata.get(UID.attendance);

  const stored = async (uuid: string): Promise<Map<string, { id: number; hash: string }>> => {
    const known = new Map<string, { id: number; hash: string }>();
    for (let last = 0; ; ) {
      const found: unknown[] = await database.query(UID.attendance).findMany({
        where: { instanceUuid: uuid, id: { $gt: last } },
        orderBy: { id: 'asc' },
        limit: PAGE,
      });
      for (const record of found) {
        const { id, ...content } = storedSchema.parse(record);
        last = id;
        known.set(content.participantKey, { id, hash: hashOf(content) });
      }
      if (found.length < PAGE) return known;
    }
  };

  const toColumns = (content: Content, now: Date) => ({
    participant_key: content.participantKey,
    name: content.name,
    email: content.email,
    intervals: JSON.stringify(content.intervals),
    seconds: content.seconds,
    share: content.share,
    presence: content.presence,
    matched_by: content.matchedBy,
    registrant_document_id: content.registrantDocumentId,
    identifiers: JSON.stringify(content.identifiers),
    parts: content.parts.length > 0 ? JSON.stringify(content.parts) : null,
    updated_at: now,
  });

  const insert = async (run: Run, contents: readonly Content[]): Promise<void> => {
    const now = new Date();
    await database.transaction(async ({ trx }) => {
      await rowsOf(database, meta().tableName, trx).insert(
        contents.map((content) => ({
          document_id: newDocumentId(database, UID.attendance),
          instance_uuid: run.uuid,
          created_at: now,
          published_at: now,
          ...toColumns(content, now),
        }))
      );
    });
  };

  /** Links what is not linked yet; `db.query` would take two statements a row. */
  const link = async (run: Run): Promise<void> => {
    const relation = z
      .object({
        joinTable: z.object({
          name: z.string(),
          joinColumn: z.object({ name: z.string() }),
          inverseJoinColumn: z.object({ name: z.string() }),
        }),
      })
      .parse(meta().attributes['meeting']).joinTable;
    const own = relation.joinColumn.name;
    const linked = database.connection(relation.name).select(own);
    const found: unknown = await database
      .connection(meta().tableName)
      .where({ instance_uuid: run.uuid })
      .whereNotIn('id', linked)
      .select('id');
    const ids = z.array(z.object({ id: z.number() })).parse(found);
    for (const rows of chunks(ids)) {
      await database.transaction(async ({ trx }) => {
        await rowsOf(database, relation.name, trx).insert(
          rows.map(({ id }) => ({ [own]: id, [relation.inverseJoinColumn.name]: run.meetingRowId }))
        );
      });
    }
  };

  const update = async (rows: readonly { id: number; content: Content }[]): Promise<void> => {
    const now = new Date();
    await database.transaction(async ({ trx }) => {
      for (const { id, content } of rows) {
        await rowsOf(database, meta().tableName, trx).where({ id }).update(toColumns(content, now));
      }
    });
  };

  /** Writes of a batch what is new or different. @returns how many rows that were. */
  const save = async (
    run: Run,
    contents: readonly Content[],
    known: ReadonlyMap<string, { id: number; hash: string }>
  ): Promise<number> => {
    const fresh = contents.filter(({ participantKey }) => !known.has(participantKey));
    const changed = contents.flatMap((content) => {
      const row = known.get(content.participantKey);
      return row && row.hash !== hashOf(content) ? [{ id: row.id, content }] : [];
    });
    if (fresh.length > 0) await insert(run, fresh);
    if (changed.length > 0) await update(changed);
    return fresh.length + changed.length;
  };

  return {
    /** @returns how many rows were written. */
    write: async (
      run: Run,
      people: readonly AttendedPerson[],
      signal: AbortSignal
    ): Promise<number> => {
      const keys = columnKeys(people);
      const known = await stored(run.uuid);
      const kept = new Set(keys);
      const gone = [...known].flatMap(([key, { id }]) => (kept.has(key) ? [] : [id]));
      // What is gone goes first: somebody's key may have become a stronger one.
      for (const ids of chunks(gone)) {
        signal.throwIfAborted();
        await database.query(UID.attendance).deleteMany({ where: { id: { $in: ids } } });
      }
      let written = 0;
      // Made and written by the batch: all of a large class at once are as large as its people.
      for (const from of batchesOf(people)) {
        signal.throwIfAborted();
        const contents = people
          .slice(from, from + BATCH)
          .map((person, index) => toContent(person, keys[from + index] ?? person.key));
        written += await save(run, contents, known);
      }
      await link(run);
      return gone.length + written;
    },
  };
};

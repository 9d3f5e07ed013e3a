import { z } from 'zod';

import { TABLE, UID } from '../../../contracts/identifiers';
import { createAttendanceFold, type AttendanceFold } from '../domain/attendance';
import { withKnownHolder, type KnownKeys } from '../domain/customer-key';
import type { Interval } from '../domain/intervals';
import type { Sighting } from '../domain/participant-sighting';
import { rowsOf, type Database } from '../jobs/database';
import type { ListedRows } from './listed-rows';
import type { RunRow } from './run-rows';
import { storedPartsSchema } from './stored-entry';
import { ATTENDANCE_EVENTS, readStoredEvent, type StoredNews } from './stored-event';

/** Rows in memory at one time: a class of 10,000 has 100,000 events. */
const PAGE = 1000;

const eventSchema = z.object({
  id: z.number(),
  event: z.string(),
  event_ts: z.union([z.number(), z.string()]).nullable().transform(Number),
  meeting_uuid: z.string(),
  payload: z.string(),
});

/** What is known of a run, folded from all that is stored of it. */
export type CollectedRun = {
  fold: AttendanceFold;
  /** By the events; null where they do not say. */
  startedAt: Date | null;
  endedAt: Date | null;
  /** When the latest event happened: an unsaid end cannot lie before it. */
  lastAt: Date | null;
};

async function* storedEvents(
  database: Database,
  uuid: string
): AsyncGenerator<StoredNews[], void, undefined> {
  for (let last = 0; ; ) {
    const found: unknown[] = await rowsOf(database, TABLE.webhookEvent)
      .where({ meeting_uuid: uuid })
      .whereIn('event', [...ATTENDANCE_EVENTS])
      .whereIn('state', ['stored', 'processed'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
      .select(Object.keys(eventSchema.shape));
    const rows = found.map((row) => eventSchema.parse(row));
    // MySQL compares without case; two runs may differ by it alone.
    const own = rows.filter((row) => row.meeting_uuid === uuid);
    yield own.map(({ event, payload, event_ts: sentAt }) =>
      readStoredEvent({ event, payload, sentAt })
    );
    const end = rows.at(-1)?.id;
    if (end === undefined || rows.length < PAGE) return;
    last = end;
  }
}

const intervalsSchema = z.array(z.object({ from: z.string(), to: z.string().nullable() }));
const sealedSchema = z.object({
  id: z.number(),
  participantKey: z.string(),
  name: z.string().nullish(),
  identifiers: z.array(z.string()).nullish(),
  intervals: intervalsSchema.nullish(),
  parts: storedPartsSchema,
});
type SealedRow = z.infer<typeof sealedSchema>;

const toInterval = ({ from, to }: { from: string; to: string | null }): Interval => ({
  from: Date.parse(from),
  to: to === null ? null : Date.parse(to),
});

/** Whom a row keeps: of a person linked by hand each part, since links are applied anew. */
const keptOf = ({ participantKey, name, identifiers, intervals, parts }: SealedRow) =>
  parts.length > 0
    ? parts
    : // A row that was made nobody's keeps its key and its times.
      [{ name, identifiers: identifiers?.length ? identifiers : [participantKey], intervals }];

/** The people of a sealed run, as their rows keep them. */
async function* sealedPeople(
  database: Database,
  uuid: string
): AsyncGenerator<Sighting[], void, undefined> {
  for (let last = 0; ; ) {
    const found: unknown[] = await database.query(UID.attendance).findMany({
      where: { instanceUuid: uuid, id: { $gt: last } },
      orderBy: { id: 'asc' },
      limit: PAGE,
    });
    const rows = found.map((row) => sealedSchema.parse(row));
    yield rows.flatMap(keptOf).flatMap((kept): Sighting[] => {
      const intervals = kept.intervals?.map(toInterval) ?? [];
      if (intervals.length === 0) return [];
      const { identifiers, name = null } = kept;
      return [{ kind: 'sealed', identifiers, name, intervals }];
    });
    const end = rows.at(-1)?.id;
    if (end === undefined || rows.length < PAGE) return;
    last = end;
  }
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null || (b !== null && b < a) ? b : a;
const later = (a: number | null, b: number | null): number | null =>
  a === null || (b !== null && b > a) ? b : a;
const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** When a sighting happened, at the latest. */
const momentOf = (sighting: Sighting): number | null =>
  sighting.kind === 'joined' || sighting.kind === 'left' ? sighting.at : null;

/** Folds everything that is stored of a run, in pages. */
export const collectRun = async (
  { database, listed, known }: { database: Database; listed: ListedRows; known: KnownKeys },
  run: RunRow,
  signal: AbortSignal
): Promise<CollectedRun> => {
  const fold = createAttendanceFold();
  const add = (sighting: Sighting): void => fold.add(withKnownHolder(sighting, known));
  let startedAt: number | null = null;
  let endedAt: number | null = null;
  let lastAt: number | null = null;
  for await (const page of storedEvents(database, run.uuid)) {
    signal.throwIfAborted();
    for (const news of page) {
      startedAt = earlier(startedAt, news.startedAt);
      endedAt = later(endedAt, news.endedAt);
      if (!news.sighting) continue;
      lastAt = later(lastAt, momentOf(news.sighting));
      add(news.sighting);
    }
  }
  for await (const page of listed.read(run.uuid)) page.forEach(add);
  if (run.sealedAt) {
    for await (const page of sealedPeople(database, run.uuid)) page.forEach(fold.add);
  }
  return { fold, startedAt: dateOf(startedAt), endedAt: dateOf(endedAt), lastAt: dateOf(lastAt) };
};

import { z } from 'zod';

import { TABLE } from '../../../contracts/identifiers';
import { errorWords } from '../jobs/error-text';
import { rowsOf, type Database, type JobLog } from '../jobs/database';
import type { JobHandler, Outbox } from '../jobs/types';

/** A listener that takes longer is left to itself: the next one has waited long enough. */
const PATIENCE_MS = 30_000;
const PAGE = 50;

/** Something that the app is told of: a name of `contracts/identifiers.ts`, without links or people. */
export type Announcement = {
  /** Whose news it is: announcements of one subject are told in the order in which they were made. */
  subject: `${'meeting' | 'run' | 'recording'}:${number}`;
  event: string;
  payload: Record<string, unknown>;
};

export type Announce = (announcement: Announcement) => Promise<void>;

type Deps = {
  database: Database;
  outbox: Outbox;
  /** Strapi's event hub, which Strapi's outgoing webhooks listen to as well. */
  emit: (event: string, payload: Record<string, unknown>) => unknown;
  clock: () => Date;
  log: JobLog;
  patienceMs?: number;
};

const rowSchema = z.object({
  id: z.number(),
  event: z.string(),
  payload: z.string().transform((text): unknown => JSON.parse(text)),
});
const fieldsSchema = z.record(z.string(), z.unknown());

/**
 * What the app and its webhooks are told. An announcement is written in the transaction of the change
 * that it tells of, and told by a job: one exists if and only if the other does, and a process that
 * is killed just after the commit tells it when it is back. Told at least once; a second time only
 * where the process died between telling and noting it.
 */
export const createAnnouncements = (deps: Deps) => {
  const { database, outbox, clock, log, patienceMs = PATIENCE_MS } = deps;

  const announce: Announce = async ({ subject, event, payload }) => {
    await database.transaction(async ({ trx }) => {
      await rowsOf(database, TABLE.announcement, trx).insert({
        subject,
        event,
        payload: JSON.stringify(payload),
        created_at: clock().getTime(),
      });
      await outbox.raise({
        task: 'announce',
        key: `announce:${subject}`,
        payload: { subject },
        delayMs: 0,
      });
    });
  };

  /** A listener that throws, or never comes back, must not stop what others are told. */
  const tell = async (event: string, payload: Record<string, unknown>): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer in ${patienceMs} ms`)), patienceMs);
    });
    try {
      await Promise.race([Promise.resolve().then(() => deps.emit(event, payload)), tooLong]);
    } catch (error) {
      log.error(`zoom: a listener of ${event} failed: ${errorWords(error)}`);
    } finally {
      clearTimeout(timer);
    }
  };

  const handler: JobHandler = async (job) => {
    const { subject } = z.object({ subject: z.string() }).parse(job.payload);
    const waiting: unknown[] = await rowsOf(database, TABLE.announcement)
      .where({ subject })
      .orderBy('id')
      .limit(PAGE)
      .select(Object.keys(rowSchema.shape));
    for (const row of waiting) {
      if (job.signal.aborted) return { kind: 'again', at: clock() };
      const { id, event, payload } = rowSchema.parse(row);
      await tell(event, fieldsSchema.parse(payload));
      await rowsOf(database, TABLE.announcement).where({ id }).delete();
    }
    return waiting.length === PAGE ? { kind: 'again', at: clock() } : { kind: 'done' };
  };

  return { announce, handler };
};

import { z } from 'zod';
import { TABLE } from '../../../contracts/identifiers';
import { rowsOf, type Database, type Transaction } from '../jobs/database';
import { eventColumnsSchema } from '../webhooks/event-columns';
import { putSecretsBack } from '../webhooks/payload-secrets';
import { COMPANION_TRANSCRIPT, SPEAKS_OF_OTHERS } from './recording-news';

/** Events of one run of the job; the rest go in the next. */
export const PAGE = 100;
/** Batches that name one run, at most; the newest count. */
const MOST_BATCHES = 200;

export type Settled = 'processed' | 'ignored' | 'failed';
/**
 * A batch that names no recording known here. Most batches of an account are about other people's
 * meetings; one that came too early is applied when its recording is heard of.
 */
export const IGNORED_UNHEARD = 'names no recording that is known here';

const columnsSchema = eventColumnsSchema.extend({
  meeting_id: z.string().nullable(),
  meeting_uuid: z.string().nullable(),
  secrets: z.string().nullable(),
});
const COLUMNS = Object.keys(columnsSchema.shape);

const secretsSchema = z.array(
  z.object({
    path: z.array(z.union([z.string(), z.number()])),
    value: z.union([z.string(), z.number()]),
  })
);

/** An event about recordings as the inbox keeps it. */
export type StoredEvent = {
  id: number;
  event: string;
  /** When Zoom sent it, epoch ms. */
  at: number;
  accountId: string | null;
  meetingId: string | null;
  attempts: number;
  /** The body, its secrets put back where there still are any; null: no JSON. */
  body: unknown;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** What the webhook inbox keeps about recordings. */
export const createStoredEvents = (deps: {
  database: Database;
  /** Opens what was encrypted; null where it no longer can be. */
  open: (sealed: string) => string | null;
}) => {
  const { database } = deps;
  const rows = (transaction?: Transaction) => rowsOf(database, TABLE.webhookEvent, transaction);

  const bodyOf = ({ payload, secrets }: z.infer<typeof columnsSchema>): unknown => {
    const body = parsed(payload);
    const opened = secrets === null ? null : deps.open(secrets);
    const cut = secretsSchema.safeParse(opened === null ? [] : parsed(opened));
    return putSecretsBack(body, cut.success ? cut.data : []);
  };

  const toEvent = (record: unknown): StoredEvent => {
    const row = columnsSchema.parse(record);
    return {
      id: row.id,
      event: row.event,
      at: row.event_ts ?? row.received_at ?? 0,
      accountId: row.account_id,
      meetingId: row.meeting_id,
      attempts: row.attempts ?? 0,
      body: bodyOf(row),
    };
  };

  const verified = (transaction?: Transaction) =>
    rows(transaction)
      .where({ verified: true })
      .where((query) => {
        void query.where('event', 'like', 'recording.%').orWhere('event', COMPANION_TRANSCRIPT);
      });

  return {
    /** Those of a meeting that nobody has looked at; `null`: those that name no meeting. */
    open: async (meetingId: string | null): Promise<StoredEvent[]> => {
      const found: unknown[] = await verified()
        .where({ state: 'stored', meeting_id: meetingId })
        .orderBy([{ column: 'event_ts' }, { column: 'id' }])
        .limit(PAGE)
        .select(COLUMNS);
      return found.map(toEvent);
    },

    /**
     * Those that spoke of this run before there was anything to apply them to. In the transaction
     * that applies them: SQLite has no second connection to read by.
     */
    aboutRun: async (uuid: string, transaction: Transaction): Promise<StoredEvent[]> => {
      // The inbox keeps bodies as JSON.stringify writes them, which leaves base64 as it is.
      const like = `%${uuid.replace(/[\\%_]/g, '')}%`;
      const found: unknown[] = await verified(transaction)
        .whereIn('event', [...SPEAKS_OF_OTHERS])
        .where((query) => {
          void query.whereNot({ state: 'ignored' }).orWhere({ error: IGNORED_UNHEARD });
        })
        .where('payload', 'like', like)
        .orderBy('id', 'desc')
        .limit(MOST_BATCHES)
        .select(COLUMNS);
      return found.map(toEvent);
    },

    /** The newest that may still have a token for the files of this run, newest first. */
    withToken: async (uuid: string, since: Date): Promise<StoredEvent[]> => {
      const found: unknown[] = await verified()
        .where({ meeting_uuid: uuid })
        .whereNotNull('secrets')
        .where('received_at', '>', since.getTime())
        .orderBy('id', 'desc')
        .limit(20)
        .select(COLUMNS);
      return found.map(toEvent);
    },

    /** What became of an event; to be called in the transaction that did it. */
    settle: async (
      event: StoredEvent,
      {
        state,
        because,
        transaction,
      }: {
        state: Settled;
        because: string | null;
        transaction: Transaction;
      }
    ): Promise<void> => {
      await rows(transaction)
        .where({ id: event.id })
        .update({ state, error: because, attempts: event.attempts + 1 });
    },

    /** It failed; it stays open for another try, or is given up. */
    fail: async (
      event: StoredEvent,
      { because, isGivenUp }: { because: string; isGivenUp: boolean }
    ) => {
      await rows()
        .where({ id: event.id, state: 'stored' })
        .update({
          attempts: event.attempts + 1,
          error: because,
          ...(isGivenUp ? { state: 'failed' } : {}),
        });
    },
  };
};
export type StoredEvents = ReturnType<typeof createStoredEvents>;

import { createHash } from 'node:crypto';

import { useOf, type Envelope } from './event-schema';
import { cutSecrets } from './payload-secrets';

/**
 * Where a stored event stands:
 * - `received`: a job is going to look at it.
 * - `processed`: done, whether or not it changed something.
 * - `stored`: of a meeting of ours, kept for a feature that reads it (attendance, recordings, …).
 * - `ignored`: none of our business; `error` says why.
 * - `failed`: not as documented, or it failed again and again; `error` says what.
 */
export type EventState = 'received' | 'processed' | 'stored' | 'ignored' | 'failed';

/** Why events are ignored, as the event log shows it. */
export const IGNORED = {
  unverified: 'its signature was not verified',
  account: 'another Zoom account',
  event: 'an event this plugin has no use for',
  meeting: 'not a meeting of this site',
} as const;

/** A row of `zm_webhook_events` as it is inserted, by column. */
export type EventRow = {
  event: string;
  event_ts: number | null;
  account_id: string | null;
  meeting_id: string | null;
  meeting_uuid: string | null;
  dedupe_key: string;
  payload: string;
  secrets: string | null;
  verified: boolean;
  state: EventState;
  attempts: number;
  error: string | null;
  received_at: number;
};

/** An event that passed the receiver. */
export type ArrivedEvent = { envelope: Envelope; isVerified: boolean; bytes: Buffer };

type Surroundings = {
  /** The account of the settings; null while none is set. */
  accountId: string | null;
  receivedAt: Date;
  /** Null where no encryption key is set: then what is secret is not kept at all. */
  encrypt: (text: string) => string | null;
};

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** For `varchar(255)`; PostgreSQL refuses a NUL in a text. */
const column = (value: unknown): string | null =>
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  typeof value === 'string' ? value.replace(/[\u0000-\u001f]/g, '').slice(0, 255) || null : null;

/** A string in some events, an integer in others. */
const idColumn = (value: unknown): string | null => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,20}$/.test(text) ? text : null;
};

/**
 * One body is one event, however often it is sent. Unverified ones have keys of their own: a forged
 * copy sent first must not make the real one look like a repetition.
 */
const dedupeKeyOf = ({ bytes, isVerified }: ArrivedEvent): string => {
  const hash = createHash('sha256').update(bytes).digest('hex');
  return isVerified ? hash : `unverified:${hash}`;
};

const ignoredBecause = (
  arrived: ArrivedEvent,
  { claimed, ours }: { claimed: string | null; ours: string | null }
): string | null => {
  if (!arrived.isVerified) return IGNORED.unverified;
  if (claimed !== null && ours !== null && claimed !== ours) return IGNORED.account;
  return useOf(arrived.envelope.event) === 'unknown' ? IGNORED.event : null;
};

/** The row that an event is stored as: never fails, whatever the body has in it. */
export const toEventRow = (arrived: ArrivedEvent, around: Surroundings): EventRow => {
  const { envelope } = arrived;
  const body = record(envelope.payload);
  const object = record(body.object);
  const accountId = column(body.account_id);
  const because = ignoredBecause(arrived, { claimed: accountId, ours: around.accountId });
  const { payload, secrets } = cutSecrets(envelope);
  return {
    event: column(envelope.event) ?? 'unnamed',
    event_ts: Number.isSafeInteger(envelope.event_ts) ? Number(envelope.event_ts) : null,
    account_id: accountId,
    meeting_id: idColumn(object.id ?? object.meeting_id),
    meeting_uuid: column(object.uuid ?? object.meeting_uuid),
    dedupe_key: dedupeKeyOf(arrived),
    payload: JSON.stringify(payload),
    secrets: secrets.length > 0 ? around.encrypt(JSON.stringify(secrets)) : null,
    verified: arrived.isVerified,
    state: because === null ? 'received' : 'ignored',
    attempts: 0,
    error: because,
    received_at: around.receivedAt.getTime(),
  };
};

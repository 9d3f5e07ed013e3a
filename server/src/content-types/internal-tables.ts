import { TABLE } from '../../../contracts/identifiers';
import { calendarTables } from './calendar-tables';
import { customerKey } from './customer-key-table';

import { count, id, longText, moment, required, text } from './internal-columns';
import { erased, listedParticipant } from './internal-people';

/**
 * Tables that are nobody's content: kept out of exports, the Content Manager and GraphQL by being
 * plain database models (`strapi.get('models').add`, as Strapi's own history and i18n do).
 * Moments are epoch milliseconds, so that every database compares them alike. Each attribute is an
 * object of its own: Strapi writes into them.
 */
const job = {
  uid: 'plugin::zoom.job',
  singularName: 'zoom-job',
  tableName: TABLE.job,
  attributes: {
    id: id(),
    task: text(required()),
    key: text(required()),
    version: count(),
    payload: longText(),
    runAt: moment(),
    /** Among jobs that are due the lowest goes first: the start of the meeting concerned. */
    priority: moment(),
    attempts: count(),
    leaseUntil: moment(),
    leaseBy: text(),
    lastError: longText(),
  },
  indexes: [
    { name: 'zm_jobs_key_unique', columns: ['key'], type: 'unique' },
    // Not over the lease as well: each claim would then lock beside the inserts of others.
    { name: 'zm_jobs_due_index', columns: ['run_at'] },
  ],
};

const webhookEvent = {
  uid: 'plugin::zoom.webhook-event',
  singularName: 'zoom-webhook-event',
  tableName: TABLE.webhookEvent,
  attributes: {
    id: id(),
    event: text(required()),
    eventTs: moment(),
    accountId: text(),
    meetingId: text(),
    meetingUuid: text(),
    dedupeKey: text(required()),
    payload: longText(),
    /** What was secret in the payload, encrypted; emptied after 24 hours. */
    secrets: longText(),
    verified: { type: 'boolean', default: false },
    /**
     * received: a job is going to look at it. processed: done. stored: kept for a feature that
     * reads it. ignored: not ours, `error` says why. failed: `error` says what is wrong.
     */
    state: text(required()),
    attempts: count(),
    error: longText(),
    receivedAt: moment(),
  },
  indexes: [
    { name: 'zm_webhook_events_dedupe_unique', columns: ['dedupe_key'], type: 'unique' },
    { name: 'zm_webhook_events_run_index', columns: ['meeting_uuid'] },
    { name: 'zm_webhook_events_open_index', columns: ['state', 'meeting_id'] },
    { name: 'zm_webhook_events_received_index', columns: ['received_at'] },
  ],
};

/** Every Zoom id a meeting row has had: late events of a retired id still find their session. */
const zoomId = {
  uid: 'plugin::zoom.zoom-id',
  singularName: 'zoom-zoom-id',
  tableName: TABLE.zoomId,
  attributes: {
    id: id(),
    accountId: text(required()),
    zoomId: text(required()),
    meetingRowId: { type: 'integer', column: { notNullable: true } },
    retiredAt: moment(),
  },
  indexes: [
    { name: 'zm_zoom_ids_unique', columns: ['account_id', 'zoom_id'], type: 'unique' },
    { name: 'zm_zoom_ids_meeting_index', columns: ['meeting_row_id'] },
  ],
};

/** Create and update calls of one host in one UTC day, and why a host is paused. */
const hostBudget = {
  uid: 'plugin::zoom.host-budget',
  singularName: 'zoom-host-budget',
  tableName: TABLE.hostBudget,
  attributes: {
    id: id(),
    accountId: text(required()),
    host: text(required()),
    /** UTC day of `used`, `2026-01-31`. */
    day: text(),
    used: count(),
    pausedUntil: moment(),
    pausedBecause: longText(),
  },
  indexes: [{ name: 'zm_host_budgets_unique', columns: ['account_id', 'host'], type: 'unique' }],
};

/** `Idempotency-Key` of a create: the outcome is answered again for 24 hours. */
const idempotency = {
  uid: 'plugin::zoom.idempotency-key',
  singularName: 'zoom-idempotency-key',
  tableName: TABLE.idempotency,
  attributes: {
    id: id(),
    /** Hash of caller and key: neither is stored in the clear. */
    key: text(required()),
    bodyHash: text(required()),
    /** pending | created | unknown */
    state: text(required()),
    meetingRowId: { type: 'integer' },
    createdAt: moment(),
  },
  indexes: [{ name: 'zm_idempotency_keys_unique', columns: ['key'], type: 'unique' }],
};

/** One mail to one registrant: its key says what it is about, so that it is never sent twice. */
const notice = {
  uid: 'plugin::zoom.notice',
  singularName: 'zoom-notice',
  tableName: TABLE.notice,
  attributes: {
    id: id(),
    key: text(required()),
    kind: text(required()),
    meetingRowId: { type: 'integer', column: { notNullable: true } },
    registrantRowId: { type: 'integer', column: { notNullable: true } },
    /** What it was planned about, as JSON: compared with what is true when it is sent. */
    occasion: longText(),
    /** waiting | sending | sent | failed | unknown | skipped */
    state: text(required()),
    attempts: count(),
    /** From then on it is sent or tried again. */
    nextTryAt: moment(),
    /** Later it would tell nobody anything. */
    expiresAt: moment(),
    error: longText(),
    createdAt: moment(),
    claimedAt: moment(),
    sentAt: moment(),
  },
  indexes: [
    { name: 'zm_notices_key_unique', columns: ['key'], type: 'unique' },
    { name: 'zm_notices_open_index', columns: ['meeting_row_id', 'state'] },
    { name: 'zm_notices_person_index', columns: ['registrant_row_id'] },
  ],
};

/** What the registrants of a meeting were last told, or knew from the beginning. */
const noticeMark = {
  uid: 'plugin::zoom.notice-mark',
  singularName: 'zoom-notice-mark',
  tableName: TABLE.noticeMark,
  attributes: {
    id: id(),
    meetingRowId: { type: 'integer', column: { notNullable: true } },
    facts: longText(),
    /** Rises with every change that was told. */
    version: count(),
    createdAt: moment(),
    changedAt: moment(),
  },
  indexes: [{ name: 'zm_notice_marks_unique', columns: ['meeting_row_id'], type: 'unique' }],
};

/** What the app is still to be told: written with the change, removed once it was told. */
const announcement = {
  uid: 'plugin::zoom.announcement',
  singularName: 'zoom-announcement',
  tableName: TABLE.announcement,
  attributes: {
    id: id(),
    subject: text(required()),
    event: text(required()),
    payload: longText(),
    createdAt: moment(),
  },
  indexes: [{ name: 'zm_announcements_subject_index', columns: ['subject'] }],
};

export const internalTables = [
  job,
  webhookEvent,
  zoomId,
  hostBudget,
  idempotency,
  notice,
  noticeMark,
  listedParticipant,
  announcement,
  ...calendarTables,
  customerKey,
  erased,
];

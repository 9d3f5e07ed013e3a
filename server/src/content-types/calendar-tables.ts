import { TABLE } from '../../../contracts/identifiers';

const required = () => ({ column: { notNullable: true } });
const text = (options: Record<string, unknown> = {}) => ({ type: 'string', ...options });

/** What calendars were last told of a meeting: by it a change is known, and numbered. */
const calendarMark = {
  uid: 'plugin::zoom.calendar-mark',
  singularName: 'zoom-calendar-mark',
  tableName: TABLE.calendarMark,
  attributes: {
    id: { type: 'increments' },
    meetingRowId: { type: 'integer', ...required() },
    /** Hash of what a calendar shows. */
    fingerprint: text(required()),
    /** `SEQUENCE` of RFC 5545: rises with each change. */
    sequence: { type: 'integer', default: 0, ...required() },
    changedAt: { type: 'biginteger', ...required() },
  },
  indexes: [{ name: 'zm_calendar_marks_unique', columns: ['meeting_row_id'], type: 'unique' }],
};

/** A feed that is read by its secret; of the secret there is a hash. */
const calendarFeed = {
  uid: 'plugin::zoom.calendar-feed',
  singularName: 'zoom-calendar-feed',
  tableName: TABLE.calendarFeed,
  attributes: {
    id: { type: 'increments' },
    publicId: text(required()),
    secretHash: text(required()),
    /** user | api-token */
    ownerKind: text(required()),
    ownerId: { type: 'integer', ...required() },
    label: text(),
    course: text(),
    sessionType: text(),
    createdAt: { type: 'biginteger', ...required() },
    lastUsedAt: { type: 'biginteger' },
  },
  indexes: [
    { name: 'zm_calendar_feeds_secret_unique', columns: ['secret_hash'], type: 'unique' },
    { name: 'zm_calendar_feeds_public_unique', columns: ['public_id'], type: 'unique' },
    { name: 'zm_calendar_feeds_owner_index', columns: ['owner_kind', 'owner_id'] },
  ],
};

export const calendarTables = [calendarMark, calendarFeed];

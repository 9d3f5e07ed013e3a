import { CUSTOM_FIELD } from '../../../../contracts/identifiers';
import { SESSION_OPTIONS } from '../../../../contracts/meeting';

/** One text per language. */
const localized = { pluginOptions: { i18n: { localized: true } } };
/** One value for every language: a session has one time, one host, one meeting. */
const shared = { pluginOptions: { i18n: { localized: false } } };

const option = (values: readonly string[]) => ({
  type: 'enumeration',
  enum: [...values],
  default: 'default',
  ...shared,
});

/**
 * Attributes of a course session. None is called `status`: Strapi's query parameter and the
 * Content Manager own that name.
 */
export const courseSessionAttributes = {
  courseName: { type: 'string', ...localized },
  sessionNumber: { type: 'integer', ...localized },
  title: { type: 'string', ...localized },
  agenda: { type: 'text', ...localized },
  startTime: { type: 'datetime', required: true, ...shared },
  duration: { type: 'integer', ...shared },
  endTime: { type: 'datetime', writable: false, ...shared },
  // The Content Manager draws a custom field where an attribute names one; the column is its type's.
  timezone: { type: 'string', customField: CUSTOM_FIELD.timezone, ...shared },
  hostEmail: {
    type: 'email',
    customField: CUSTOM_FIELD.host,
    private: true,
    searchable: false,
    ...shared,
  },
  waitingRoom: option(SESSION_OPTIONS.waitingRoom),
  joinBeforeHost: option(SESSION_OPTIONS.joinBeforeHost),
  autoRecording: option(SESSION_OPTIONS.autoRecording),
  muteUponEntry: option(SESSION_OPTIONS.muteUponEntry),
  hostVideo: option(SESSION_OPTIONS.hostVideo),
  participantVideo: option(SESSION_OPTIONS.participantVideo),
  /** What the topic template last gave: while `title` equals it, the template may refill it. */
  generatedTitle: {
    type: 'string',
    private: true,
    searchable: false,
    writable: false,
    ...localized,
  },
  /**
   * For `populate` only; which meeting belongs to a session is said by the meeting's row. It goes one
   * way: what one session says takes no meeting from another, and Strapi duplicates a session with
   * one click, which it refuses for two-way ones.
   */
  meeting: {
    type: 'relation',
    relation: 'oneToOne',
    target: 'plugin::zoom.meeting',
    writable: false,
    ...shared,
  },
};

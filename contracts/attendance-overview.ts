import { z } from 'zod';

import { say } from './sentences';
import { SHOWN_PEOPLE, PEOPLE_ORDERS } from './choices';
import type { AttendanceEntry, AttendanceRun } from './attendance';
import { pageQuery } from './page';

const text = (max: number) =>
  z
    .string(say('field.text'))
    .trim()
    .max(max, say('field.atMostCharacters', { max: max }));
const moment = z.iso.datetime({
  offset: true,
  error: 'must be a moment such as 2026-03-02T10:00:00Z',
});

/** Which runs of meetings are meant; by the time they began. */
const runFilter = {
  /** Contained in the topic of the meeting or the name of its course. */
  search: text(200).optional(),
  /** The course's exact name, in any language. */
  course: text(255).min(1, say('field.empty')).optional(),
  from: moment.optional(),
  to: moment.optional(),
};
export type RunFilter = z.output<z.ZodObject<typeof runFilter>>;

/** Query of `GET /zoom/attendance/sessions`. */
export const sessionListSchema = z.object({ ...pageQuery, ...runFilter });

const shown = z
  .enum(SHOWN_PEOPLE, say('field.oneOf', { choices: SHOWN_PEOPLE.join(', ') }))
  .default('all');

/**
 * Body of `POST /zoom/attendance/sessions/:documentId/people`. A search may be an address, and
 * servers log the addresses of requests: it travels in a body.
 */
export const sessionPeopleSchema = z.strictObject({
  ...pageQuery,
  search: text(128).optional(),
  show: shown,
});

const peopleFilter = {
  ...runFilter,
  order: z
    .enum(PEOPLE_ORDERS, say('field.oneOf', { choices: PEOPLE_ORDERS.join(', ') }))
    .default('name'),
};

/** Body of `POST /zoom/attendance/people`. */
export const coursePeopleSchema = z.strictObject({
  ...pageQuery,
  ...peopleFilter,
  /** Contained in the person's name or address. */
  person: text(128).optional(),
});
/** Query of `GET /zoom/attendance/people/export`. */
export const coursePeopleExportSchema = z.object(peopleFilter);

/** Query of `GET /zoom/attendance/courses`. */
export const courseListSchema = z.object({ search: text(200).optional() });

/** One row of `GET /zoom/attendance/sessions`: a run, and how many came in which way. */
export type AttendanceSession = AttendanceRun & {
  meeting: {
    documentId: string;
    topic: string | null;
    session: { uid: string; documentId: string } | null;
  };
  course: string | null;
  people: {
    came: number;
    present: number;
    late: number;
    leftEarly: number;
    absent: number;
    /** Who came and is nobody we know. */
    unmatched: number;
  };
};

/** How many people were there from moment to moment, inside `data`. */
export type PresenceCurve = {
  from: string;
  to: string;
  points: { at: string; people: number }[];
  /** When most people were there at once; null where nobody came. */
  peak: { at: string; people: number } | null;
};

/** One row of `POST /zoom/attendance/sessions/:documentId/people`. */
export type SessionPerson = AttendanceEntry;

/** One row of `POST /zoom/attendance/people`: a person over all the meetings that are meant. */
export type CoursePerson = {
  /** Tells one person from another in this list. */
  key: string;
  name: string | null;
  email: string | null;
  seconds: number;
  /** Meetings that the person attended, late or left early included. */
  attended: number;
  present: number;
  late: number;
  leftEarly: number;
  absent: number;
};

/** What is said of the list as a whole, beside its `pagination`. */
export type CoursePeopleFacts = {
  /** Meetings that took place. */
  sessions: number;
  /** Stays of guests whom nobody has linked to a person: they are in no row. */
  unmatched: number;
};

import { z } from 'zod';

import type { MeetingEvent } from '../domain/meeting-event';

/** Zoom's question whether we know the secret; asked by hand and then every 72 hours. */
export const URL_VALIDATION = 'endpoint.url_validation';
/** Begins the challenge of our own self-test, which proves nothing of Zoom. */
export const SELF_TEST_TOKEN = 'strapi-self-test-';

/** What every body of a webhook has. There is no unique id in it. */
export const envelopeSchema = z.looseObject({ event: z.string().min(1) });
export type Envelope = z.infer<typeof envelopeSchema>;

/**
 * Stricter than Zoom, which documents no form: our answer signs this text, and a text that may
 * contain `:` and `{` would let anyone have a forged event signed.
 */
export const urlValidationSchema = z.object({
  payload: z.object({ plainToken: z.string().regex(/^[A-Za-z0-9_+/=-]{1,128}$/) }),
});

/** A string in some events, an integer in others, of one and the same meeting. */
const zoomIdSchema = z
  .union([z.string().regex(/^\d{1,20}$/), z.number().int().positive()])
  .transform(String);

/** Zoom leaves out what it does not know, or sends an empty string. */
const optionalMoment = z
  .string()
  .nullish()
  .transform((text, context) => {
    if (!text) return null;
    const moment = new Date(text);
    if (!Number.isNaN(moment.getTime())) return moment.toISOString();
    context.addIssue({ code: 'custom', message: 'not a date and time' });
    return z.NEVER;
  });

const addressed = <Fields extends z.ZodRawShape>(fields: Fields) =>
  z.object({
    payload: z.looseObject({
      account_id: z.string().min(1),
      object: z.looseObject({ id: zoomIdSchema, ...fields }),
    }),
  });

const uuid = z.string().min(1).max(255);
const startedSchema = addressed({ uuid, start_time: optionalMoment });
const endedSchema = addressed({ uuid, start_time: optionalMoment, end_time: optionalMoment });
const createdSchema = addressed({ topic: z.string() });
const plainSchema = addressed({});
const wholeOrPart = z.object({
  payload: z.looseObject({ operation: z.string().nullish() }),
});

/** Of an update's `object`: what says which meeting is meant, not what changed. */
const ADDRESS_FIELDS = ['id', 'uuid', 'host_id'];

const changedFields = (object: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(object)
      .filter(([name]) => !ADDRESS_FIELDS.includes(name))
      .flatMap(([name, value]): [string, unknown][] =>
        name === 'settings' && typeof value === 'object' && value !== null
          ? Object.entries(value).map(([setting, to]) => [`settings.${setting}`, to])
          : [[name, value]]
      )
  );

const isWhole = (body: unknown): boolean => {
  const operation = wholeOrPart.parse(body).payload.operation ?? 'all';
  return operation === 'all';
};

/** `sentAt` stands in for times that Zoom left out. */
type Reader = (body: unknown, sentAt: string) => MeetingEvent;

const readers: Record<string, Reader> = {
  'meeting.started': (body, sentAt) => {
    const { object } = startedSchema.parse(body).payload;
    return { kind: 'started', uuid: object.uuid, startedAt: object.start_time ?? sentAt };
  },
  'meeting.ended': (body, sentAt) => {
    const { object } = endedSchema.parse(body).payload;
    const { uuid: instance, start_time: startedAt, end_time: endedAt } = object;
    return { kind: 'ended', uuid: instance, startedAt, endedAt: endedAt ?? sentAt };
  },
  'meeting.created': (body) => {
    const { object } = createdSchema.parse(body).payload;
    return { kind: 'created', topic: object.topic };
  },
  'meeting.updated': (body) => {
    const { object } = plainSchema.parse(body).payload;
    return { kind: 'updated', changed: changedFields(object) };
  },
  'meeting.deleted': (body) => ({ kind: 'deleted', isWhole: isWhole(body) }),
  'meeting.permanently_deleted': (body) => ({
    kind: 'permanently-deleted',
    isWhole: isWhole(body),
  }),
  'meeting.recovered': () => ({ kind: 'recovered' }),
};

/** Stored for features that read them later: attendance, recordings, registrants, transcripts. */
const KEPT =
  /^(meeting\.participant_\w+|meeting\.registration_\w+|meeting\.aic_transcript_completed|recording\.\w+)$/;

export type EventUse = 'applied' | 'kept' | 'unknown';

/** What an event is to us, by its name alone. */
export const useOf = (event: string): EventUse => {
  if (Object.hasOwn(readers, event)) return 'applied';
  return KEPT.test(event) ? 'kept' : 'unknown';
};

export type ReadEvent =
  | { kind: 'read'; accountId: string; zoomId: string; event: MeetingEvent }
  /** `because` names the field and never its value. */
  | { kind: 'malformed'; because: string }
  | { kind: 'unknown' };

const fieldProblem = (error: z.ZodError): string => {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.')}: ${issue.message}` : 'not as documented';
};

/**
 * Reads a stored event of those that act on a meeting.
 *
 * @param sentAt when Zoom sent it (`event_ts`), for the times that the payload may lack.
 */
export const readMeetingEvent = (input: {
  event: string;
  body: unknown;
  sentAt: Date;
}): ReadEvent => {
  const read = Object.hasOwn(readers, input.event) ? readers[input.event] : undefined;
  if (read === undefined) return { kind: 'unknown' };
  try {
    const { account_id: accountId, object } = plainSchema.parse(input.body).payload;
    const event = read(input.body, input.sentAt.toISOString());
    return { kind: 'read', accountId, zoomId: object.id, event };
  } catch (error) {
    if (error instanceof z.ZodError) return { kind: 'malformed', because: fieldProblem(error) };
    throw error;
  }
};

import type { z } from 'zod';
import { invalid, noSuchMeeting, type FieldFault } from './refusal';
import type { Failure } from './zoom-refusal';

type Issue = z.core.$ZodIssue;

const toFaults = (issue: Issue, what: string): FieldFault[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: key, message: `${key} is not a field of ${what}` }));
  }
  const field = issue.path.map(String).join('.');
  return field === '' && issue.code === 'invalid_type'
    ? [{ field, message: `${what} must be a JSON object` }]
    : [{ field, message: issue.message }];
};

/**
 * What a request says, parsed.
 *
 * @throws Refusal 400 naming every field that is wrong.
 */
export const parseRequest = <Schema extends z.ZodType>(input: {
  schema: Schema;
  value: unknown;
  /** What the value is in words: "the body". */
  what: string;
  failure: Failure;
}): z.output<Schema> => {
  const parsed = input.schema.safeParse(input.value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap((issue) => toFaults(issue, input.what));
  throw invalid(faults, input.failure);
};

/**
 * Zoom's ids are integers below 2^53 without leading zeros. Anything else names no meeting; a second
 * spelling of an id (`0812…`) must not reach Zoom, where it would pass by our own row of it.
 *
 * @throws Refusal 404
 */
export const parseMeetingId = (value: unknown): string => {
  const text = typeof value === 'string' ? value : '';
  if (!/^[1-9]\d{0,14}$/.test(text)) throw noSuchMeeting(text);
  return text;
};

/** The longest key that is accepted; other services that take such keys stop there too. */
const MAX_KEY_LENGTH = 255;

/**
 * The `Idempotency-Key` header; null where it was not sent.
 *
 * @throws Refusal 400 where it is empty or longer than 255 characters.
 */
export const parseIdempotencyKey = (header: string | string[] | undefined): string | null => {
  if (header === undefined) return null;
  const key = Array.isArray(header) ? header.join(',') : header.trim();
  if (key.length >= 1 && key.length <= MAX_KEY_LENGTH) return key;
  const message = `Idempotency-Key has 1 to ${MAX_KEY_LENGTH} characters, this one has ${key.length}`;
  throw invalid([{ field: 'Idempotency-Key', message }], 'Meeting creation failed');
};

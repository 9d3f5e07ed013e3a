import { z } from 'zod';
import { SESSION_OPTIONS, ZOOM_LIMITS, type SessionOption } from '../../../contracts/meeting';
import { isTimezone } from '../../../contracts/settings';
import { nearMatch } from '../settings/near-match';

/** `course.title`: an attribute, or one over relations. */
const PATH = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

const path = z.string().trim().regex(PATH);
/** A path, or a template over paths: `{course.title}: {title}`. */
const text = z
  .string()
  .trim()
  .min(1)
  .refine((value) => value.includes('{') || PATH.test(value));
const { min, max } = ZOOM_LIMITS.durationMinutes;

const option = (values: readonly [string, ...string[]]) =>
  z.union([path, z.strictObject({ value: z.enum(values) })]).optional();

const mappingSchema = z.strictObject({
  topic: text,
  startTime: path,
  duration: z
    .union([
      path,
      z.strictObject({ endTime: path }),
      z.strictObject({ value: z.number().int().min(min).max(max) }),
    ])
    .optional(),
  timezone: z.union([path, z.strictObject({ value: z.string().refine(isTimezone) })]).optional(),
  host: z.union([path, z.strictObject({ value: z.string().trim().min(1) })]).optional(),
  agenda: text.optional(),
  options: z
    .strictObject({
      waitingRoom: option(SESSION_OPTIONS.waitingRoom),
      joinBeforeHost: option(SESSION_OPTIONS.joinBeforeHost),
      autoRecording: option(SESSION_OPTIONS.autoRecording),
      muteUponEntry: option(SESSION_OPTIONS.muteUponEntry),
      hostVideo: option(SESSION_OPTIONS.hostVideo),
      participantVideo: option(SESSION_OPTIONS.participantVideo),
    } satisfies Record<SessionOption, unknown>)
    .optional(),
  watch: z.array(z.string().trim().min(1)).optional(),
});

/** `zoom.config.sessions`: content types of the app that are sessions, and where they have what. */
export const sessionsSchema = z.record(z.string(), mappingSchema);
export type MappingConfig = z.output<typeof mappingSchema>;

/** What each key accepts, as messages say it. */
const ACCEPTED: Record<keyof MappingConfig, string> = {
  topic: "an attribute ('title') or a template ('{course.title}: {title}')",
  startTime: "a datetime attribute ('startsAt')",
  duration: `an integer attribute of minutes ('minutes'), { endTime: 'endsAt' } or { value: 60 } (${min} to ${max})`,
  timezone: "a text attribute ('timezone') or { value: 'Europe/Paris' }",
  host: "a text or email attribute ('hostEmail') or { value: 'maria@company.com' }",
  agenda: "an attribute ('description') or a template ('{course.title}: {summary}')",
  options: "an object such as { waitingRoom: 'hasWaitingRoom' }",
  watch: "a list of content types such as ['api::course.course']",
};
const OPTION_NAMES = Object.keys(SESSION_OPTIONS);

const isKey = (key: string): key is keyof MappingConfig => Object.hasOwn(ACCEPTED, key);

const acceptedOption = (name: string): string => {
  const found = Object.entries(SESSION_OPTIONS).find(([option]) => option === name);
  const values = found ? found[1].join(', ') : '';
  return `a boolean or enumeration attribute, or { value: … } with one of ${values}`;
};

/** What a wrong value below `sessions` should have been; null for `sessions` itself. */
export const acceptedInSessions = (issuePath: readonly PropertyKey[]): string | null => {
  const [, uid, key, name] = issuePath.map(String);
  if (uid === undefined) return null;
  if (key === undefined || !isKey(key)) {
    return "an object such as { topic: 'title', startTime: 'startsAt', duration: 'minutes' }";
  }
  return key === 'options' && name !== undefined ? acceptedOption(name) : ACCEPTED[key];
};

/** A key nobody knows, below `sessions`: what may have been meant, or all there are. */
export const hintForUnknown = (issuePath: readonly PropertyKey[], key: string): string => {
  const known = issuePath.length > 2 ? OPTION_NAMES : Object.keys(ACCEPTED);
  const meant = nearMatch(key, known);
  return meant ? `did you mean "${meant}"?` : `known keys are ${known.join(', ')}`;
};

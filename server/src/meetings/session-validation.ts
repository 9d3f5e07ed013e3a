import { errors } from '@strapi/utils';
import { ZOOM_LIMITS } from '../../../contracts/meeting';
import { isTimezone } from '../../../contracts/settings';
import {
  momentOf,
  valueAt,
  type AttributePath,
  type SessionMapping,
} from '../domain/session-mapping';

type Problem = { path: string[]; message: string; name: 'ValidationError' };
type Values = Record<string, unknown>;

const { min, max } = ZOOM_LIMITS.durationMinutes;

/** Over a relation the field is the relation: that is what this entry's form has. */
const problem = (path: AttributePath, message: string): Problem => ({
  path: path.slice(0, 1),
  message,
  name: 'ValidationError',
});

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

const startProblems = ({ startTime }: SessionMapping, session: Values): Problem[] =>
  isEmpty(valueAt(session, startTime))
    ? [problem(startTime, 'A session needs a start before it can be published.')]
    : [];

const durationProblems = ({ duration, startTime }: SessionMapping, session: Values): Problem[] => {
  if (!duration || duration.kind === 'value') return [];
  const value = valueAt(session, duration.path);
  if (isEmpty(value)) return [];
  if (duration.kind === 'minutes') {
    const minutes = Number(value);
    const isFine = Number.isInteger(minutes) && minutes >= min && minutes <= max;
    const message = `The duration must be between ${min} and ${max} whole minutes.`;
    return isFine ? [] : [problem(duration.path, message)];
  }
  const start = momentOf(valueAt(session, startTime));
  const end = momentOf(value);
  // What is no date at all is Strapi's to refuse.
  if (!start || !end) return [];
  const minutes = (end.getTime() - start.getTime()) / 60_000;
  if (minutes <= 0) return [problem(duration.path, 'The end must be after the start.')];
  const message = `A meeting lasts at most ${max / 60} hours.`;
  return minutes > max ? [problem(duration.path, message)] : [];
};

const timezoneProblems = ({ timezone }: SessionMapping, session: Values): Problem[] => {
  if (timezone?.kind !== 'attribute') return [];
  const value = valueAt(session, timezone.path);
  if (typeof value !== 'string' || value === '' || isTimezone(value)) return [];
  const message = `"${value.slice(0, 64)}" is not a time zone. Use an IANA name such as Europe/Paris.`;
  return [problem(timezone.path, message)];
};

/**
 * What must be right before a session is published; drafts may be incomplete. The errors stand at
 * their fields in the Content Manager.
 *
 * @throws ValidationError naming every wrong field.
 */
export const assertPublishable = (mapping: SessionMapping, session: Values): void => {
  const problems = [
    ...startProblems(mapping, session),
    ...durationProblems(mapping, session),
    ...timezoneProblems(mapping, session),
  ];
  const [first] = problems;
  if (first) throw new errors.ValidationError(first.message, { errors: problems });
};

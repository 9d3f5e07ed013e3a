import { plannedEnd } from '../domain/session';
import { renderTopic } from '../domain/topic-template';

/** The attributes of a session that this plugin fills. */
export type SessionValues = Record<string, unknown> & {
  title?: unknown;
  generatedTitle?: unknown;
  startTime?: unknown;
  duration?: unknown;
};

export type FilledDefaults = { duration: number; timezone: string; hostEmail: string | null };

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

const toDate = (value: unknown): Date | null => {
  if (!(typeof value === 'string' || typeof value === 'number' || value instanceof Date))
    return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
};

/**
 * What a save adds to a session: a title from the topic template while nobody wrote one of their
 * own, and the end. Gives only what differs from `next`.
 *
 * @param next the values as they will be, with relations that the template reads resolved.
 */
export const completeSession = (input: {
  next: SessionValues;
  topicTemplate: string;
  defaultDuration: number;
}): SessionValues => {
  const { next, topicTemplate, defaultDuration } = input;
  const filled: SessionValues = {};
  const isOurs = isEmpty(next.title) || next.title === next.generatedTitle;
  if (isOurs) {
    const title = renderTopic(topicTemplate, next).slice(0, 255);
    if (title !== '' && title !== next.title) filled.title = title;
    if (title !== '' && title !== next.generatedTitle) filled.generatedTitle = title;
  }
  const start = toDate(next.startTime);
  const duration = isEmpty(next.duration) ? defaultDuration : Number(next.duration);
  const end = start && Number.isFinite(duration) ? plannedEnd(start, duration) : null;
  const stored = toDate(next['endTime']);
  if (end?.getTime() !== stored?.getTime()) filled['endTime'] = end;
  return filled;
};

/**
 * The fields that a first publish freezes: empty ones take the settings' defaults, so that a later
 * change of the settings moves no session that is already out.
 */
export const freezeDefaults = (next: SessionValues, defaults: FilledDefaults): SessionValues => {
  const filled: SessionValues = {};
  if (isEmpty(next.duration)) filled.duration = defaults.duration;
  if (isEmpty(next['timezone'])) filled['timezone'] = defaults.timezone;
  if (isEmpty(next['hostEmail']) && defaults.hostEmail?.includes('@')) {
    filled['hostEmail'] = defaults.hostEmail;
  }
  return filled;
};

import {
  AUTO_RECORDING,
  SESSION_OPTIONS,
  type AutoRecording,
  type SessionOption,
} from '../../../contracts/meeting';
import type { OptionChoice, PlannedSession } from './session';
import { renderTopic, templatePaths } from './topic-template';

/** An attribute, or one over relations: `['course', 'title']`. */
export type AttributePath = readonly string[];

export type AttributeSource = { kind: 'attribute'; path: AttributePath };
export type TextSource =
  | AttributeSource
  | { kind: 'template'; template: string }
  | { kind: 'value'; value: string };
export type OptionSource = AttributeSource | { kind: 'value'; value: string };
export type DurationSource =
  | { kind: 'minutes'; path: AttributePath }
  /** The attribute says when it ends. */
  | { kind: 'end'; path: AttributePath }
  | { kind: 'value'; minutes: number };

/** Where a content type has what a session is planned from. */
export type SessionMapping = {
  /** The first that is not empty counts. */
  topic: readonly TextSource[];
  /** What a session without any topic is called. */
  topicFallback: string;
  startTime: AttributePath;
  duration: DurationSource | null;
  timezone: TextSource | null;
  host: TextSource | null;
  agenda: TextSource | null;
  options: Partial<Record<SessionOption, OptionSource>>;
};

/** The value at a path of an entry whose relations are populated; undefined where there is none. */
export const valueAt = (entry: unknown, path: AttributePath): unknown => {
  let value: unknown = entry;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
};

/** A moment as databases and requests have it; null for none, and for what is no moment. */
export const momentOf = (value: unknown): Date | null => {
  if (!(typeof value === 'string' || typeof value === 'number' || value instanceof Date)) {
    return null;
  }
  if (value === '') return null;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? null : moment;
};

const pathsOf = (source: TextSource | OptionSource | null | undefined): AttributePath[] => {
  if (!source || source.kind === 'value') return [];
  if (source.kind === 'attribute') return [source.path];
  return templatePaths(source.template).map((path) => path.split('.'));
};

/** Every attribute path that a mapping reads. */
export const mappedPaths = (mapping: SessionMapping): AttributePath[] => [
  mapping.startTime,
  ...(mapping.duration && mapping.duration.kind !== 'value' ? [mapping.duration.path] : []),
  ...[
    ...mapping.topic,
    mapping.timezone,
    mapping.host,
    mapping.agenda,
    ...Object.values(mapping.options),
  ].flatMap(pathsOf),
];

const textOf = (entry: unknown, source: TextSource | null): string | null => {
  if (!source) return null;
  if (source.kind === 'value') return source.value;
  if (source.kind === 'template') return renderTopic(source.template, Object(entry)) || null;
  const value = valueAt(entry, source.path);
  return typeof value === 'string' || typeof value === 'number'
    ? String(value).trim() || null
    : null;
};

/** Minutes from start to end, begun ones counted; null where the end is not after the start. */
export const minutesBetween = (start: Date, end: Date): number | null => {
  const minutes = Math.ceil((end.getTime() - start.getTime()) / 60_000);
  return minutes > 0 ? minutes : null;
};

const minutesOf = (entry: unknown, mapping: SessionMapping, start: Date): number | null => {
  const { duration } = mapping;
  if (!duration) return null;
  if (duration.kind === 'value') return duration.minutes;
  const value = valueAt(entry, duration.path);
  if (duration.kind === 'minutes') return typeof value === 'number' ? value : null;
  const end = momentOf(value);
  return end && minutesBetween(start, end);
};

const optionOf = (entry: unknown, source: OptionSource | undefined): unknown => {
  if (!source) return undefined;
  const value = source.kind === 'value' ? source.value : valueAt(entry, source.path);
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : value;
};

const isChoice = (value: unknown): value is OptionChoice =>
  SESSION_OPTIONS.waitingRoom.some((choice) => choice === value);
const isAutoRecording = (value: unknown): value is AutoRecording =>
  AUTO_RECORDING.some((choice) => choice === value);

/** What an entry asks for, its relations populated; null where it has no start yet. */
export const plannedFrom = (
  mapping: SessionMapping,
  entry: Record<string, unknown>
): Omit<PlannedSession, 'uid' | 'documentId' | 'locale'> | null => {
  const startTime = momentOf(valueAt(entry, mapping.startTime));
  if (!startTime) return null;
  const choice = (option: Exclude<SessionOption, 'autoRecording'>): OptionChoice => {
    const value = optionOf(entry, mapping.options[option]);
    return isChoice(value) ? value : 'default';
  };
  const recording = optionOf(entry, mapping.options.autoRecording);
  const topics = mapping.topic.map((source) => textOf(entry, source));
  return {
    topic: topics.find((topic) => topic !== null) ?? mapping.topicFallback,
    agenda: textOf(entry, mapping.agenda) ?? '',
    startTime,
    durationMinutes: minutesOf(entry, mapping, startTime),
    timezone: textOf(entry, mapping.timezone),
    hostEmail: textOf(entry, mapping.host),
    options: {
      waitingRoom: choice('waitingRoom'),
      joinBeforeHost: choice('joinBeforeHost'),
      autoRecording: isAutoRecording(recording) ? recording : 'default',
      muteUponEntry: choice('muteUponEntry'),
      hostVideo: choice('hostVideo'),
      participantVideo: choice('participantVideo'),
    },
  };
};

import { say } from '../../../contracts/sentences';
import type { SessionOption } from '../../../contracts/meeting';
import type { Drift } from './drift';
import { plannedEnd, type FrozenDefaults } from './session';
import type { AttributePath, OptionSource, SessionMapping, TextSource } from './session-mapping';

type Attributes = Record<string, { type: string; enum?: string[] }>;
type Source = TextSource | OptionSource | null | undefined;

/** A difference that no attribute of the session can take over, and why, in an editor's words. */
export type LeftDrift = Drift & { because: string };

export type TakenOver = {
  /** Zoom's values as attributes of the session. */
  values: Record<string, unknown>;
  /** Zoom's values of what the session has no attribute for: kept as its own defaults. */
  frozen: Partial<FrozenDefaults>;
  taken: Drift[];
  left: LeftDrift[];
};

type Input = {
  drift: readonly Drift[];
  mapping: SessionMapping;
  attributes: Attributes;
  /** The time as the session has it now. */
  planned: { startTime: Date; durationMinutes: number };
};

const OPTION_OF: Record<string, SessionOption> = {
  'settings.waiting_room': 'waitingRoom',
  'settings.join_before_host': 'joinBeforeHost',
  'settings.auto_recording': 'autoRecording',
  'settings.mute_upon_entry': 'muteUponEntry',
  'settings.host_video': 'hostVideo',
  'settings.participant_video': 'participantVideo',
};
const TEXTS = ['string', 'text', 'richtext'];

/** The attribute of the entry itself that a source is read from; null for any other source. */
const plainOf = (source: Source): string | null =>
  source?.kind === 'attribute' && source.path.length === 1 ? (source.path[0] ?? null) : null;

const origin = (source: Source | { kind: 'path'; path: AttributePath }): string => {
  if (!source || source.kind === 'value') return say('takeOver.value');
  if (source.kind === 'template') return say('takeOver.template', { template: source.template });
  return say('takeOver.path', { path: source.path.join('.') });
};

const canTake = ({ type, enum: values }: Attributes[string], value: unknown): boolean => {
  if (type === 'enumeration') return typeof value === 'string' && !!values?.includes(value);
  if (type === 'boolean') return typeof value === 'boolean';
  return TEXTS.includes(type) && typeof value === 'string';
};

type Outcome =
  | { kind: 'taken'; values: Record<string, unknown> }
  | { kind: 'kept'; frozen: Partial<FrozenDefaults> }
  | { kind: 'left'; drift: LeftDrift };

const leave = (drift: Drift, because: string): LeftDrift => ({
  ...drift,
  because: say('takeOver.left', { because }),
});
const left = (drift: Drift, because: string): Outcome => ({
  kind: 'left',
  drift: leave(drift, because),
});
const taken = (values: Record<string, unknown>): Outcome => ({ kind: 'taken', values });

const takeText = (input: Input, { drift, source }: { drift: Drift; source: Source }): Outcome => {
  const name = plainOf(source);
  const attribute = name === null ? undefined : input.attributes[name];
  return name !== null && attribute && canTake(attribute, drift.zoom)
    ? taken({ [name]: drift.zoom })
    : left(drift, origin(source));
};

const defaultOf = (option: SessionOption, zoom: string | null): unknown =>
  option === 'autoRecording' ? zoom : zoom === 'true';

/** What no session type has an attribute for. */
const takeOther = ({ field, zoom }: Drift): Outcome => {
  if (field === 'settings.meeting_authentication') {
    return { kind: 'kept', frozen: { meetingAuthentication: zoom === 'true' } };
  }
  if (field !== 'settings.alternative_hosts') return taken({});
  return {
    kind: 'kept',
    frozen: { alternativeHosts: (zoom ?? '').split(';').filter(Boolean) },
  };
};

const takeOption = (
  input: Input,
  { drift, option }: { drift: Drift; option: SessionOption }
): Outcome => {
  const source = input.mapping.options[option];
  if (!source) return { kind: 'kept', frozen: { [option]: defaultOf(option, drift.zoom) } };
  const name = plainOf(source);
  const attribute = name === null ? undefined : input.attributes[name];
  if (name === null || !attribute) return left(drift, origin(source));
  const isOn = drift.zoom === 'true';
  const choice = option === 'autoRecording' ? drift.zoom : isOn ? 'on' : 'off';
  const value = attribute.type === 'boolean' ? isOn : choice;
  return canTake(attribute, value) ? taken({ [name]: value }) : left(drift, origin(source));
};

/** Start and length together: where an attribute says the end, moving the start moves it too. */
const takeTimes = (input: Input): Pick<TakenOver, 'values' | 'left'> => {
  const { drift, mapping, planned } = input;
  const moved = drift.find(({ field }) => field === 'start_time');
  const stretched = drift.find(({ field }) => field === 'duration');
  const values: Record<string, unknown> = {};
  const rest: LeftDrift[] = [];
  const start = mapping.startTime.length === 1 ? mapping.startTime[0] : undefined;
  const { duration } = mapping;
  const length =
    duration && duration.kind !== 'value' && duration.path.length === 1
      ? duration.path[0]
      : undefined;
  const endIsElsewhere = duration?.kind === 'end' && length === undefined;
  const canMove = start !== undefined && moved?.zoom && !endIsElsewhere;
  const startTime = canMove && moved.zoom ? new Date(moved.zoom) : planned.startTime;
  if (moved && start !== undefined && canMove) values[start] = startTime;
  else if (moved) {
    const path = endIsElsewhere ? duration.path : mapping.startTime;
    rest.push(leave(moved, origin({ kind: 'path', path })));
  }
  const minutes = stretched ? Number(stretched.zoom) : planned.durationMinutes;
  if (duration?.kind === 'end' && length !== undefined && (stretched || canMove)) {
    values[length] = plannedEnd(startTime, minutes);
  } else if (stretched && duration?.kind === 'minutes' && length !== undefined) {
    values[length] = minutes;
  } else if (stretched) {
    const source =
      duration && duration.kind !== 'value' ? { kind: 'path' as const, path: duration.path } : null;
    rest.push(leave(stretched, origin(source)));
  }
  return { values, left: rest };
};

/**
 * Zoom's values as a session's attributes, for a person who wants the session to follow Zoom. What
 * is made from a template, read over a relation or fixed cannot follow, and says so.
 */
export const takeOver = (input: Input): TakenOver => {
  const { mapping, drift } = input;
  const times = takeTimes(input);
  const values = { ...times.values };
  const frozen: Partial<FrozenDefaults> = {};
  const leftOver = [...times.left];
  const texts: Record<string, Source> = {
    topic: mapping.topic[0],
    agenda: mapping.agenda,
    timezone: mapping.timezone,
  };
  const outcomeOf = (one: Drift): Outcome => {
    const option = OPTION_OF[one.field];
    if (option) return takeOption(input, { drift: one, option });
    if (!Object.hasOwn(texts, one.field)) return takeOther(one);
    return takeText(input, { drift: one, source: texts[one.field] });
  };
  for (const one of drift) {
    const outcome = outcomeOf(one);
    if (outcome.kind === 'left') leftOver.push(outcome.drift);
    else if (outcome.kind === 'kept') Object.assign(frozen, outcome.frozen);
    else Object.assign(values, outcome.values);
  }
  const kept = new Set(leftOver.map(({ field }) => field));
  return {
    values,
    frozen,
    left: leftOver,
    taken: drift.filter(({ field }) => !kept.has(field)),
  };
};

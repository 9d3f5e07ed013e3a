import { z } from 'zod';

/**
 * A create whose answer was lost: which of the host's meetings, if any, did it make?
 *
 * What was asked for is saved before the call. Afterwards the host's meetings are listed, the plausible ones
 * are read one by one for their passcode (Zoom's list has none), and `matchCandidates` decides.
 */

/**
 * What the passcode can prove.
 * - `marker`: random, made for this create alone: whoever has it is ours.
 * - `chosen`: given by a person, who may use it for every meeting: it rules out, but proves little.
 * - `none`: the account refused ours, or Zoom was to choose.
 */
const passcodeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('marker'), value: z.string().min(1) }),
  z.object({ kind: z.literal('chosen'), value: z.string() }),
  z.object({ kind: z.literal('none') }),
]);
export type LostPasscode = z.infer<typeof passcodeSchema>;

const moment = z.coerce.date();

/** What is kept of a create before the call, so that its meeting is found again. */
export const lostCreateSchema = z.object({
  /** E-mail address or Zoom user id, as the call was made. */
  host: z.string().min(1),
  topic: z.string(),
  /** Null where Zoom chooses the start itself (no fixed time, recurring by a rule). */
  startTime: moment.nullable(),
  durationMinutes: z.number().nullable(),
  passcode: passcodeSchema,
  /** When the call was about to be made. */
  startedAt: moment,
});
export type LostCreate = z.infer<typeof lostCreateSchema>;

/** A meeting as Zoom's list shows it. */
export type ListedMeeting = {
  id: string;
  topic: string;
  startTime: Date | null;
  durationMinutes: number | null;
  createdAt: Date | null;
};

/** A plausible meeting with the passcode that a GET of it gave. */
export type LostCreateCandidate = ListedMeeting & { password: string | null };

export type LostCreateMatch<Candidate extends LostCreateCandidate> =
  /** `surplus`: further meetings with the same marker, made by a repeated send: to be deleted. */
  | { kind: 'adopt'; meeting: Candidate; surplus: Candidate[] }
  /** Nothing in Zoom came of the create. */
  | { kind: 'none' }
  /** Several could be it and nothing tells them apart: a person has to choose. */
  | { kind: 'ambiguous'; meetings: Candidate[] };

/** How far our clock and Zoom's may differ. */
const CLOCK_SKEW_MS = 2 * 60_000;
/** Zoom keeps whole seconds, and whole minutes in some answers. */
const START_TOLERANCE_MS = 60_000;
/** A start in the past becomes "now" at Zoom: as late as the call can have been carried out. */
const STARTS_NOW_WINDOW_MS = 10 * 60_000;

const sameText = (one: string, other: string): boolean =>
  one.normalize('NFC').trim().replace(/\s+/g, ' ') ===
  other.normalize('NFC').trim().replace(/\s+/g, ' ');

const sameStart = (lost: LostCreate, start: Date | null): boolean => {
  if (lost.startTime === null) return true;
  if (start === null) return false;
  if (Math.abs(start.getTime() - lost.startTime.getTime()) < START_TOLERANCE_MS) return true;
  const startsNow = lost.startTime.getTime() < lost.startedAt.getTime() + CLOCK_SKEW_MS;
  const afterCallMs = start.getTime() - lost.startedAt.getTime();
  return startsNow && afterCallMs >= -CLOCK_SKEW_MS && afterCallMs <= STARTS_NOW_WINDOW_MS;
};

const isPlausible = (lost: LostCreate, listed: ListedMeeting): boolean =>
  sameText(listed.topic, lost.topic) &&
  sameStart(lost, listed.startTime) &&
  (lost.durationMinutes === null || listed.durationMinutes === lost.durationMinutes) &&
  (listed.createdAt === null ||
    listed.createdAt.getTime() >= lost.startedAt.getTime() - CLOCK_SKEW_MS);

/**
 * The listed meetings worth a GET: they match topic, start, duration and creation time, and no
 * meeting row owns them. A recurring meeting is listed once per occurrence; it comes back once.
 *
 * @param ownedIds Zoom ids that rows have or had (`zm_zoom_ids`, retired ones included).
 */
export const plausibleMeetings = <Listed extends ListedMeeting>(input: {
  lost: LostCreate;
  listed: readonly Listed[];
  ownedIds: ReadonlySet<string>;
}): Listed[] => {
  const seen = new Set<string>();
  return input.listed.filter((meeting) => {
    if (seen.has(meeting.id) || input.ownedIds.has(meeting.id)) return false;
    if (!isPlausible(input.lost, meeting)) return false;
    seen.add(meeting.id);
    return true;
  });
};

const byCreation = (one: ListedMeeting, other: ListedMeeting): number =>
  (one.createdAt?.getTime() ?? Infinity) - (other.createdAt?.getTime() ?? Infinity) ||
  one.id.length - other.id.length ||
  one.id.localeCompare(other.id);

const onlyOne = <Candidate extends LostCreateCandidate>(
  meetings: Candidate[]
): LostCreateMatch<Candidate> => {
  const [meeting, ...others] = meetings;
  if (meeting === undefined) return { kind: 'none' };
  return others.length === 0
    ? { kind: 'adopt', meeting, surplus: [] }
    : { kind: 'ambiguous', meetings };
};

/**
 * Decides which candidate the create made.
 *
 * With a marker: the earliest meeting that has it is adopted and the rest are surplus. With a chosen
 * passcode, or none: exactly one is adopted, several are ambiguous, and nothing is ever surplus.
 *
 * @param candidates meetings that `plausibleMeetings` let through, read for their passcode; what is
 *   not plausible is ignored here too.
 */
export const matchCandidates = <Candidate extends LostCreateCandidate>(
  lost: LostCreate,
  candidates: readonly Candidate[]
): LostCreateMatch<Candidate> => {
  const plausible = candidates.filter((candidate) => isPlausible(lost, candidate)).sort(byCreation);
  const { passcode } = lost;
  switch (passcode.kind) {
    case 'marker': {
      const [meeting, ...surplus] = plausible.filter(({ password }) => password === passcode.value);
      return meeting === undefined ? { kind: 'none' } : { kind: 'adopt', meeting, surplus };
    }
    case 'chosen':
      return onlyOne(plausible.filter(({ password }) => password === passcode.value));
    case 'none':
      return onlyOne(plausible.filter(({ createdAt }) => createdAt !== null));
    default: {
      const unknown: never = passcode;
      return unknown;
    }
  }
};

import type { RegistrationState } from '../../../contracts/choices';
import {
  ZOOM_MOST_REGISTRANTS,
  type RegistrationDecision,
  type RegistrationSettings,
} from '../../../contracts/registration';
import type { MeetingState } from '../../../contracts/meeting';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What of a meeting says whether one can register for it. */
export type RegistrableMeeting = {
  state: MeetingState;
  startTime: Date | null;
  /** Since when its session has no published version; null: it has one. */
  removedAt: Date | null;
};

export type RegistrationWindow = { opensAt: Date | null; closesAt: Date | null } & (
  | { kind: 'open' }
  | { kind: 'too-early' }
  /** `because` may be shown to visitors. */
  | { kind: 'closed'; because: string }
);

/** Whether one can register at this moment, seats apart. */
export const registrationWindow = (input: {
  settings: Pick<RegistrationSettings, 'open' | 'opensDaysBefore' | 'closesMinutesBefore'>;
  meeting: RegistrableMeeting;
  now: Date;
}): RegistrationWindow => {
  const { settings, meeting, now } = input;
  const { startTime } = meeting;
  const closed = (because: string): RegistrationWindow => ({
    kind: 'closed',
    because,
    opensAt: null,
    closesAt: null,
  });
  if (meeting.state === 'cancelled' || meeting.removedAt !== null) {
    return closed('This meeting was cancelled.');
  }
  if (meeting.state === 'ended') return closed('This meeting is over.');
  if (!settings.open) return closed('There is no registration for this meeting.');
  if (startTime === null) return closed('This meeting has no time yet.');
  const start = startTime.getTime();
  const closesAt = new Date(start - settings.closesMinutesBefore * MINUTE_MS);
  const { opensDaysBefore } = settings;
  const opensAt = opensDaysBefore === null ? null : new Date(start - opensDaysBefore * DAY_MS);
  if (now >= closesAt) {
    return { kind: 'closed', because: 'Registration is closed.', opensAt, closesAt };
  }
  return { kind: opensAt !== null && now < opensAt ? 'too-early' : 'open', opensAt, closesAt };
};

/** Seats in force; null: no limit. Zoom lets in no more than 4,999 registrants. */
export const seatsOf = (input: {
  ownCapacity: number | null;
  settings: Pick<RegistrationSettings, 'capacity'>;
  isInZoom: boolean;
}): number | null => {
  const wanted = input.ownCapacity ?? input.settings.capacity;
  if (!input.isInZoom) return wanted;
  return Math.min(wanted ?? ZOOM_MOST_REGISTRANTS, ZOOM_MOST_REGISTRANTS);
};

/** Who has a seat, or waits for a decision on one. */
export const HOLDS_SEAT: readonly RegistrationState[] = ['pending', 'approved'];

export type RegistrationPlan =
  | { kind: 'refuse'; because: 'closed' | 'too-early' | 'full' }
  /** Nothing changes: registered already, or an editor said no. */
  | { kind: 'keep' }
  | { kind: 'enter'; state: 'pending' | 'approved' };

/**
 * What becomes of somebody's wish to register. To a guest, whoever knows an address, the refusals
 * come first and do not depend on what is known of the address: else a full class would tell who is
 * in it.
 */
export const planRegistration = (input: {
  window: RegistrationWindow;
  /** Where the address stands now; null: unknown. */
  known: RegistrationState | null;
  isGuest: boolean;
  seats: { all: number | null; taken: number };
  approval: RegistrationSettings['approval'];
}): RegistrationPlan => {
  const { window, known, seats } = input;
  const hasSeat = known !== null && HOLDS_SEAT.includes(known);
  if (hasSeat && !input.isGuest) return { kind: 'keep' };
  if (window.kind !== 'open') return { kind: 'refuse', because: window.kind };
  if (seats.all !== null && seats.taken >= seats.all) return { kind: 'refuse', because: 'full' };
  if (hasSeat || known === 'denied') return { kind: 'keep' };
  return { kind: 'enter', state: input.approval === 'manual' ? 'pending' : 'approved' };
};

/** Allowed moves; what is not here is refused. */
const MOVES: Record<RegistrationDecision, Partial<Record<RegistrationState, RegistrationState>>> = {
  approve: { pending: 'approved', denied: 'approved', cancelled: 'approved' },
  deny: { pending: 'denied', approved: 'denied' },
  cancel: { pending: 'cancelled', approved: 'cancelled' },
};
const AIM: Record<RegistrationDecision, RegistrationState> = {
  approve: 'approved',
  deny: 'denied',
  cancel: 'cancelled',
};

export type RegistrationMove =
  | { kind: 'move'; to: RegistrationState }
  | { kind: 'there-already' }
  | { kind: 'impossible' };

/** Where a decision leads from a state. */
export const moveRegistration = (
  from: RegistrationState,
  decision: RegistrationDecision
): RegistrationMove => {
  if (AIM[decision] === from) return { kind: 'there-already' };
  const to = MOVES[decision][from];
  return to === undefined ? { kind: 'impossible' } : { kind: 'move', to };
};

/** Addresses are one person's whatever their case. */
export const sameAddress = (a: string, b: string): boolean =>
  a.trim().toLowerCase() === b.trim().toLowerCase();

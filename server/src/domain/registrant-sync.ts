import type { RegistrationState } from '../../../contracts/choices';
import { utcDay } from './rate-budget';

/** Zoom takes at most three adds of one person to one meeting a day [rate limits, registrants]. */
export const ADDS_A_DAY = 3;
/** Of one call of "batch registration" and of "update registrant's status" [Meetings API]. */
export const MOST_AT_ONCE = 30;

/** `refused`: Zoom will not have this person, and asking again changes nothing. */
export type ZoomRegistrationState = 'approved' | 'pending' | 'denied' | 'cancelled' | 'refused';

/** A registration as far as Zoom is concerned. */
export type Seat = {
  id: number;
  email: string;
  /** What shall be. */
  state: RegistrationState;
  /** The Zoom meeting that the following is about; another one's is history. */
  zoomMeetingId: string | null;
  zoomState: ZoomRegistrationState | null;
  zoomRegistrantId: string | null;
  joinUrl: string | null;
  /** Not before this moment. */
  zoomTryAt: Date | null;
  /** Adds that were sent on one UTC day, lost answers included. */
  zoomAdds: { day: string; count: number } | null;
};

export type SeatStep =
  | { kind: 'nothing' }
  | { kind: 'wait'; until: Date }
  /** Look whether Zoom has the person, and else add them. */
  | { kind: 'put-in' }
  | { kind: 'take-out'; action: 'cancel' | 'deny' };

/** How many adds of this person were sent on the day. */
export const addsOn = (seat: Pick<Seat, 'zoomAdds'>, now: Date): number =>
  seat.zoomAdds?.day === utcDay(now) ? seat.zoomAdds.count : 0;

/**
 * What is to be done in Zoom about one registration. A pending one stays with us until somebody
 * decides: Zoom need not know of people who are not let in.
 */
export const planSeat = (seat: Seat, { zoomId, now }: { zoomId: string; now: Date }): SeatStep => {
  const isHere = seat.zoomMeetingId === zoomId;
  const inZoom = isHere ? seat.zoomState : null;
  const isIn = inZoom === 'approved' || inZoom === 'pending';
  const step = ((): SeatStep => {
    switch (seat.state) {
      case 'approved':
        if (inZoom === 'refused') return { kind: 'nothing' };
        return inZoom === 'approved' && seat.joinUrl !== null
          ? { kind: 'nothing' }
          : { kind: 'put-in' };
      case 'denied':
      case 'cancelled':
        // Zoom cancels who was approved, and denies who still waits [update registrant's status].
        return isIn
          ? { kind: 'take-out', action: inZoom === 'approved' ? 'cancel' : 'deny' }
          : { kind: 'nothing' };
      case 'pending':
        return inZoom === 'approved' ? { kind: 'take-out', action: 'cancel' } : { kind: 'nothing' };
      default:
        return seat.state satisfies never;
    }
  })();
  if (step.kind === 'nothing') return step;
  return isHere && seat.zoomTryAt !== null && seat.zoomTryAt > now
    ? { kind: 'wait', until: seat.zoomTryAt }
    : step;
};

/** What Zoom told of a registration by a webhook. */
export type RegistrationEvent = {
  /** What the person is in Zoom now. */
  state: 'approved' | 'pending' | 'denied' | 'cancelled';
  zoomRegistrantId: string;
  email: string;
  joinUrl: string | null;
  at: Date;
};

export type SeatChange = {
  /** Null: as it was. */
  state: RegistrationState | null;
  zoomState: ZoomRegistrationState;
  joinUrl: string | null;
};

/**
 * What an event changes of a registration we have. An older one than what is known of Zoom changes
 * nothing; one that came before our own last decision tells where Zoom stood then, and does not
 * undo it: the next look at the meeting brings Zoom in line.
 */
export const followZoom = (
  seat: Pick<Seat, 'state' | 'zoomState' | 'joinUrl'> & {
    stateAt: Date | null;
    zoomStateAt: Date | null;
  },
  event: RegistrationEvent
): SeatChange | null => {
  if (seat.zoomStateAt !== null && event.at < seat.zoomStateAt) return null;
  const decidedLater = seat.stateAt !== null && event.at <= seat.stateAt;
  const isEcho = seat.zoomState === event.state;
  // Who was refused or cancelled by us is taken out by us: that echo must not rewrite our word.
  const isOurRemoval =
    (event.state === 'cancelled' || event.state === 'denied') &&
    (seat.state === 'denied' || seat.state === 'cancelled');
  const isKept = decidedLater || isEcho || isOurRemoval || seat.state === event.state;
  return {
    state: isKept ? null : event.state,
    zoomState: event.state,
    joinUrl: event.joinUrl ?? (event.state === 'approved' ? seat.joinUrl : null),
  };
};

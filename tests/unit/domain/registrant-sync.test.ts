import {
  addsOn,
  followZoom,
  planSeat,
  type RegistrationEvent,
  type Seat,
} from '../../../server/src/domain/registrant-sync';

const NOW = new Date('2031-03-10T12:00:00Z');
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

const seat = (changes: Partial<Seat> = {}): Seat => ({
  id: 1,
  email: 'ann@students.example',
  state: 'approved',
  zoomMeetingId: null,
  zoomState: null,
  zoomRegistrantId: null,
  joinUrl: null,
  zoomTryAt: null,
  zoomAdds: null,
  ...changes,
});
const inZoom = (zoomState: Seat['zoomState'], changes: Partial<Seat> = {}) =>
  seat({ zoomMeetingId: '81', zoomState, zoomRegistrantId: 'r', joinUrl: 'u', ...changes });

describe('what is to be done in Zoom', () => {
  const step = (of: Seat) => planSeat(of, { zoomId: '81', now: NOW });

  it.each([
    ['a new one is put in', seat(), { kind: 'put-in' }],
    ['one that is in stays', inZoom('approved'), { kind: 'nothing' }],
    [
      'one whose link is missing is looked for',
      inZoom('approved', { joinUrl: null }),
      { kind: 'put-in' },
    ],
    ['one who waits in Zoom is let in', inZoom('pending'), { kind: 'put-in' }],
    ['one who was denied in Zoom is let in', inZoom('denied'), { kind: 'put-in' }],
    [
      'one of an earlier meeting is put in anew',
      inZoom('approved', { zoomMeetingId: '80' }),
      { kind: 'put-in' },
    ],
    ['one whom Zoom refused is left alone', inZoom('refused'), { kind: 'nothing' }],
    [
      'one refused by an earlier meeting is tried again',
      inZoom('refused', { zoomMeetingId: '80' }),
      { kind: 'put-in' },
    ],
    [
      'who cancelled is taken out',
      inZoom('approved', { state: 'cancelled' }),
      { kind: 'take-out', action: 'cancel' },
    ],
    [
      'who was denied while waiting is denied',
      inZoom('pending', { state: 'denied' }),
      { kind: 'take-out', action: 'deny' },
    ],
    ['who never was in need not be taken out', seat({ state: 'cancelled' }), { kind: 'nothing' }],
    [
      'who waits for our decision is not told to Zoom',
      seat({ state: 'pending' }),
      { kind: 'nothing' },
    ],
  ] as const)('%s', (_what, of, expected) => expect(step(of)).toEqual(expected));

  it('waits until Zoom takes more adds of this person', () => {
    const until = minutes(60);
    expect(step(seat({ zoomMeetingId: '81', zoomTryAt: until }))).toEqual({ kind: 'wait', until });
    expect(step(seat({ zoomMeetingId: '80', zoomTryAt: until })).kind).toBe('put-in');
    expect(step(seat({ zoomMeetingId: '81', zoomTryAt: NOW })).kind).toBe('put-in');
  });

  it('counts adds by Zoom’s day', () => {
    const adds = { zoomAdds: { day: '2031-03-10', count: 2 } };
    expect(addsOn(adds, new Date('2031-03-10T23:59:59Z'))).toBe(2);
    expect(addsOn(adds, new Date('2031-03-11T00:00:00Z'))).toBe(0);
  });
});

describe('what Zoom tells of a registration', () => {
  const event = (state: RegistrationEvent['state'], at: Date): RegistrationEvent => ({
    state,
    zoomRegistrantId: 'r',
    email: 'ann@students.example',
    joinUrl: state === 'approved' ? 'https://zoom.example/w/1' : null,
    at,
  });
  const known = (changes: Partial<Parameters<typeof followZoom>[0]> = {}) => ({
    ...seat(),
    stateAt: NOW,
    zoomStateAt: null,
    ...changes,
  });

  it('is followed where somebody decided it in Zoom', () => {
    const approved = known({ state: 'pending', zoomState: 'pending' });
    expect(followZoom(approved, event('approved', minutes(5)))).toMatchObject({
      state: 'approved',
    });
    const cancelled = known({ zoomState: 'approved' });
    expect(followZoom(cancelled, event('cancelled', minutes(5)))).toMatchObject({
      state: 'cancelled',
      zoomState: 'cancelled',
      joinUrl: null,
    });
  });

  it('does not undo what was decided here since', () => {
    const late = followZoom(known({ state: 'cancelled' }), event('approved', minutes(-1)));
    expect(late).toMatchObject({ state: null, zoomState: 'approved' });
  });

  it('is an echo where it is our own doing', () => {
    expect(
      followZoom(known({ zoomState: 'approved' }), event('approved', minutes(1)))
    ).toMatchObject({
      state: null,
      joinUrl: 'https://zoom.example/w/1',
    });
    // We denied, which Zoom calls cancelling somebody who was approved.
    const denied = known({ state: 'denied', zoomState: 'approved' });
    expect(followZoom(denied, event('cancelled', minutes(1)))).toMatchObject({ state: null });
  });

  it('in the wrong order ends the same', () => {
    const first = known({ state: 'approved', zoomState: 'cancelled', zoomStateAt: minutes(5) });
    expect(followZoom(first, event('approved', minutes(4)))).toBeNull();
  });
});

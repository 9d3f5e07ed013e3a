import { SUBSCRIBED_EVENTS } from '../../../contracts/event-log';
import { expectedEvents } from '../../../server/src/domain/expected-events';

const NOTHING = { hasMeetings: false, hasRuns: false, hasRecordings: false };

describe('the events that are expected', () => {
  it('are those that an admin is told to subscribe to', () => {
    const expected = expectedEvents({ lastReceived: new Map(), occasions: NOTHING });
    expect(expected.map(({ event }) => event).sort()).toEqual([...SUBSCRIBED_EVENTS].sort());
  });

  it('are missing once there was an occasion for them and they never came', () => {
    const lastReceived = new Map([['meeting.started', Date.UTC(2026, 2, 2)]]);
    const expected = expectedEvents({ lastReceived, occasions: { ...NOTHING, hasRuns: true } });
    const verdictOf = (name: string) => expected.find(({ event }) => event === name)?.verdict;
    expect(verdictOf('meeting.started')).toBe('seen');
    expect(verdictOf('meeting.ended')).toBe('missing');
    expect(verdictOf('recording.completed')).toBe('no-occasion');
    expect(verdictOf('meeting.registration_created')).toBe('no-occasion');
  });
});

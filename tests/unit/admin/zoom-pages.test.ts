import { MEETING_STATES, SYNC_STATES } from '../../../contracts/meeting';
import { meetingWords } from '../../../admin/src/components/meetingWords';
import {
  isNarrowed,
  listParams,
  startOfDay,
  writeDay,
} from '../../../admin/src/pages/Meetings/listParams';
import { byDay, hoursShown, weekFrom } from '../../../admin/src/pages/Overview/week';
import { isPermitted } from '../../../admin/src/permissions';

/** In the zone of this process, as everything that the pages show. */
const at = (day: number, hour: number, minute = 0): string =>
  new Date(2026, 2, day, hour, minute).toISOString();
const meeting = (startTime: string | null, endTime: string | null) => ({ startTime, endTime });

describe('the badge of a meeting', () => {
  it('has words for every state', () => {
    for (const state of MEETING_STATES) {
      for (const syncState of SYNC_STATES) {
        expect(meetingWords({ state, syncState }).label).toMatch(/^state\./);
      }
    }
  });

  it('says what is wrong before what was planned, unless the meeting runs or is over', () => {
    const failed = { syncState: 'failed' } as const;
    expect(meetingWords({ ...failed, state: 'scheduled' }).tone).toBe('danger');
    expect(meetingWords({ ...failed, state: 'live' }).label).toBe('state.live');
    expect(meetingWords({ ...failed, state: 'ended' }).label).toBe('state.ended');
    const synced = { state: 'scheduled', syncState: 'synced', needsLook: true } as const;
    expect(meetingWords(synced).label).toBe('state.differs');
  });
});

describe('the hours of the calendar', () => {
  it('are those of a working day where nothing else is asked for', () => {
    expect(hoursShown([])).toEqual({ first: 8, last: 18 });
    expect(hoursShown([meeting(null, null)])).toEqual({ first: 8, last: 18 });
  });

  it('reach an hour around what is early or late', () => {
    expect(hoursShown([meeting(at(2, 6), at(2, 7)), meeting(at(3, 20), at(3, 21, 30))])).toEqual({
      first: 5,
      last: 22,
    });
  });

  it('end at midnight with a meeting that does, and are all where one goes past it', () => {
    expect(hoursShown([meeting(at(2, 22), at(3, 0))])).toEqual({ first: 8, last: 24 });
    expect(hoursShown([meeting(at(2, 23, 30), at(3, 0, 30))])).toEqual({ first: 0, last: 24 });
  });

  it('begin with the day, and hold seven of them', () => {
    const { from, to } = weekFrom(new Date(2026, 2, 27, 15, 20));
    expect([from, to]).toEqual([new Date(2026, 2, 27), new Date(2026, 3, 3)]);
  });
});

describe('the list of the days', () => {
  it('has the meetings of a day together, days and meetings in order', () => {
    const entry = (documentId: string, startTime: string) => ({
      ...{ documentId, startTime, session: null, topic: null, zoomId: null, host: null },
      ...({ state: 'scheduled', syncState: 'synced', syncError: null } as const),
      ...{ endTime: null, timezone: null, liveCount: null, needsLook: false },
    });
    const days = byDay([entry('b', at(3, 9)), entry('c', at(3, 22)), entry('a', at(2, 23))]);
    expect(days.map(([, found]) => found.map(({ documentId }) => documentId))).toEqual([
      ['a'],
      ['b', 'c'],
    ]);
  });
});

describe('what the list of meetings asks the server for', () => {
  const now = new Date(2026, 2, 2, 10, 30, 12);
  const minute = new Date(2026, 2, 2, 10, 30).toISOString();

  it('is all of them, the latest first, while nothing is chosen', () => {
    expect(listParams({}, now)).toEqual({ page: 1, pageSize: 20, sort: 'startTime:DESC' });
    expect(isNarrowed({ page: '3', sort: 'topic:ASC' })).toBe(false);
  });

  it('begins with the next one of those to come', () => {
    expect(listParams({ when: 'upcoming' }, now)).toMatchObject({
      from: minute,
      sort: 'startTime:ASC',
    });
    expect(listParams({ when: 'past' }, now)).toMatchObject({ to: minute });
  });

  it('has both days of a range whole', () => {
    const query = { when: 'range', from: '2026-03-01', to: '2026-03-02', _q: 'yoga' };
    expect(listParams(query, now)).toMatchObject({
      q: 'yoga',
      from: new Date(2026, 2, 1).toISOString(),
      to: new Date(2026, 2, 3).toISOString(),
    });
    expect(isNarrowed(query)).toBe(true);
  });

  it('reads the days it writes, and nothing else', () => {
    expect(startOfDay(writeDay(now))).toEqual(new Date(2026, 2, 2));
    expect(startOfDay('tomorrow')).toBeNull();
    expect(startOfDay(undefined)).toBeNull();
  });
});

it('a page is for who has one of its permissions', () => {
  const needed = [
    { action: 'plugin::zoom.meetings.read', subject: null },
    { action: 'plugin::zoom.events.read', subject: null },
  ];
  expect(isPermitted([{ action: 'plugin::zoom.events.read' }], needed)).toBe(true);
  expect(isPermitted([{ action: 'plugin::zoom.meetings.repair' }], needed)).toBe(false);
});

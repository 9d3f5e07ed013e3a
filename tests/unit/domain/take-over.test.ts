import type { SessionMapping } from '../../../server/src/domain/session-mapping';
import { takeOver } from '../../../server/src/domain/take-over';

const MAPPING: SessionMapping = {
  topic: [{ kind: 'attribute', path: ['title'] }],
  topicFallback: 'Event',
  startTime: ['startsAt'],
  duration: { kind: 'minutes', path: ['minutes'] },
  timezone: null,
  host: null,
  agenda: null,
  options: {
    waitingRoom: { kind: 'attribute', path: ['hasLobby'] },
    autoRecording: { kind: 'attribute', path: ['recording'] },
  },
};
const ATTRIBUTES = {
  title: { type: 'string' },
  startsAt: { type: 'datetime' },
  endsAt: { type: 'datetime' },
  minutes: { type: 'integer' },
  hasLobby: { type: 'boolean' },
  recording: { type: 'enumeration', enum: ['none', 'cloud'] },
};
const PLANNED = { startTime: new Date('2026-12-01T09:00:00Z'), durationMinutes: 60 };
const START = { field: 'start_time', cms: null, zoom: '2026-12-01T10:00:00Z' };

const take = (
  drift: { field: string; cms: string | null; zoom: string | null }[],
  changes: Partial<SessionMapping> = {}
) =>
  takeOver({
    drift,
    mapping: { ...MAPPING, ...changes },
    attributes: ATTRIBUTES,
    planned: PLANNED,
  });

describe("Zoom's values as a session's attributes", () => {
  it('come in the names and types that the type has', () => {
    const drift = [
      START,
      { field: 'topic', cms: 'A', zoom: 'B' },
      { field: 'duration', cms: '60', zoom: '90' },
      { field: 'settings.waiting_room', cms: 'true', zoom: 'false' },
      { field: 'settings.auto_recording', cms: 'none', zoom: 'cloud' },
    ];
    expect(take(drift)).toEqual({
      values: {
        startsAt: new Date('2026-12-01T10:00:00Z'),
        title: 'B',
        minutes: 90,
        hasLobby: false,
        recording: 'cloud',
      },
      frozen: {},
      taken: drift,
      left: [],
    });
  });

  it('move the end with the start where an attribute says the end', () => {
    const duration = { kind: 'end', path: ['endsAt'] } as const;
    expect(take([START], { duration }).values).toEqual({
      startsAt: new Date('2026-12-01T10:00:00Z'),
      endsAt: new Date('2026-12-01T11:00:00Z'),
    });
    const longer = { field: 'duration', cms: '60', zoom: '90' };
    expect(take([longer], { duration }).values).toEqual({
      endsAt: new Date('2026-12-01T10:30:00Z'),
    });
  });

  it.each<[string, Partial<SessionMapping>, string]>([
    ['a template', { topic: [{ kind: 'template', template: '{course.title}' }] }, '{course.title}'],
    ['a relation', { topic: [{ kind: 'attribute', path: ['course', 'title'] }] }, 'course.title'],
    ['a number', { topic: [{ kind: 'attribute', path: ['minutes'] }] }, 'minutes'],
  ])('cannot be had by %s, which says so', (_name, changes, words) => {
    const drift = [{ field: 'topic', cms: 'A', zoom: 'B' }];
    expect(take(drift, changes)).toEqual({
      values: {},
      frozen: {},
      taken: [],
      left: [{ ...drift[0], because: expect.stringContaining(words) }],
    });
  });

  it('stay where the session reads them over a relation, or never says anything of them', () => {
    const startTime = ['slot', 'startsAt'];
    expect(take([START], { startTime }).left).toHaveLength(1);
    const end = { kind: 'end', path: ['slot', 'endsAt'] } as const;
    expect(take([START], { duration: end })).toMatchObject({ values: {}, taken: [] });
    const recording = { field: 'settings.auto_recording', cms: 'none', zoom: 'local' };
    expect(take([recording]).left).toHaveLength(1);
    const fixed = { field: 'settings.join_before_host', cms: 'true', zoom: 'false' };
    const options = { joinBeforeHost: { kind: 'value', value: 'on' } } as const;
    expect(take([fixed], { options }).left[0]?.because).toContain('for all entries');
  });

  it('become the defaults of the session where its type says nothing of them', () => {
    const drift = [
      { field: 'settings.join_before_host', cms: 'true', zoom: 'false' },
      { field: 'settings.host_video', cms: 'true', zoom: 'false' },
      { field: 'settings.alternative_hosts', cms: '', zoom: 'a@x.com;b@x.com' },
      { field: 'settings.meeting_authentication', cms: 'false', zoom: 'true' },
    ];
    expect(take(drift)).toEqual({
      values: {},
      frozen: {
        joinBeforeHost: false,
        hostVideo: false,
        alternativeHosts: ['a@x.com', 'b@x.com'],
        meetingAuthentication: true,
      },
      taken: drift,
      left: [],
    });
  });
});

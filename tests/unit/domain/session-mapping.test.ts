import {
  mappedPaths,
  plannedFrom,
  type SessionMapping,
} from '../../../server/src/domain/session-mapping';

const MAPPING: SessionMapping = {
  topic: [{ kind: 'template', template: '{course.title}: {title}' }],
  topicFallback: 'Event',
  startTime: ['startsAt'],
  duration: { kind: 'end', path: ['endsAt'] },
  timezone: { kind: 'attribute', path: ['course', 'zone'] },
  host: { kind: 'value', value: 'maria@company.com' },
  agenda: { kind: 'attribute', path: ['about'] },
  options: {
    waitingRoom: { kind: 'attribute', path: ['hasLobby'] },
    autoRecording: { kind: 'value', value: 'cloud' },
    hostVideo: { kind: 'attribute', path: ['video'] },
  },
};
const ENTRY = {
  title: 'Fractions',
  about: ' Bring paper. ',
  startsAt: '2026-12-01T09:00:00.000Z',
  endsAt: new Date('2026-12-01T10:29:10Z'),
  course: { title: 'Maths', zone: 'Europe/Paris' },
  hasLobby: false,
  video: 'sometimes',
};

const durationOf = (endsAt: unknown): number | null | undefined =>
  plannedFrom(MAPPING, { ...ENTRY, endsAt })?.durationMinutes;

it('reads an entry as a session', () => {
  expect(plannedFrom(MAPPING, ENTRY)).toEqual({
    topic: 'Maths: Fractions',
    agenda: 'Bring paper.',
    startTime: new Date('2026-12-01T09:00:00Z'),
    durationMinutes: 90,
    timezone: 'Europe/Paris',
    hostEmail: 'maria@company.com',
    options: {
      waitingRoom: 'off',
      joinBeforeHost: 'default',
      autoRecording: 'cloud',
      muteUponEntry: 'default',
      hostVideo: 'default',
      participantVideo: 'default',
    },
  });
});

it('leaves to the defaults what an entry does not say', () => {
  const bare = plannedFrom(MAPPING, { startsAt: ENTRY.startsAt, course: null });
  expect(bare).toMatchObject({
    topic: 'Event',
    agenda: '',
    durationMinutes: null,
    timezone: null,
    options: { waitingRoom: 'default' },
  });
});

it('is none without a start, or with one that is no date', () => {
  for (const startsAt of [null, undefined, '', 'soon', {}]) {
    expect(plannedFrom(MAPPING, { ...ENTRY, startsAt })).toBeNull();
  }
});

it('counts begun minutes, and none where the end is not after the start', () => {
  expect(durationOf('2026-12-01T09:00:01Z')).toBe(1);
  expect(durationOf('2026-12-01T09:00:00Z')).toBeNull();
  expect(durationOf('2026-12-01T08:00:00Z')).toBeNull();
  expect(durationOf('later')).toBeNull();
});

it('names every path it reads, those of a template too', () => {
  expect(mappedPaths(MAPPING).map((path) => path.join('.'))).toEqual([
    'startsAt',
    'endsAt',
    'course.title',
    'title',
    'course.zone',
    'about',
    'hasLobby',
    'video',
  ]);
});

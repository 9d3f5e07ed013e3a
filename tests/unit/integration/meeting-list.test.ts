import { createMeetingLists } from '../../../server/src/integration/meeting-list';
import type { ZoomMeetingListItem } from '../../../server/src/zoom';

const HOST = 'teacher@example.com';
const query = { accountId: 'account', host: HOST, type: 'upcoming' } as const;

const item = (changes: Partial<ZoomMeetingListItem> = {}): ZoomMeetingListItem => ({
  id: '81234567890',
  uuid: 'uuid==',
  hostId: 'HOSTID',
  topic: 'Anatomy',
  type: 2,
  startTime: null,
  durationMinutes: 60,
  timezone: 'UTC',
  agenda: '',
  createdAt: null,
  joinUrl: 'https://zoom.example/j/81234567890',
  ...changes,
});

const setUp = (
  options: { answer?: () => Promise<ZoomMeetingListItem[]>; cacheMs?: number } = {}
) => {
  const calls: string[] = [];
  let nowMs = 0;
  const lists = createMeetingLists({
    clock: () => new Date(nowMs),
    cacheMs: options.cacheMs ?? 1000,
    zoom: {
      listMeetings: ({ host, type }) => {
        calls.push(`${host} ${type}`);
        return options.answer?.() ?? Promise.resolve([item()]);
      },
    },
  });
  return { lists, calls, pass: (ms: number) => (nowMs += ms) };
};

describe('createMeetingLists', () => {
  it('shares one call among reads at the same moment', async () => {
    const { lists, calls } = setUp({ cacheMs: 0 });
    await Promise.all([lists.read(query), lists.read(query), lists.read(query)]);
    expect(calls).toHaveLength(1);
  });

  it('answers again from memory until the time is over', async () => {
    const { lists, calls, pass } = setUp();
    await lists.read(query);
    pass(999);
    await lists.read(query);
    expect(calls).toHaveLength(1);
    pass(1);
    await lists.read(query);
    expect(calls).toHaveLength(2);
  });

  it('keeps hosts, kinds and accounts apart, and reads e-mail addresses without case', async () => {
    const { lists, calls } = setUp();
    await lists.read(query);
    await lists.read({ ...query, host: 'Teacher@Example.com' });
    expect(calls).toHaveLength(1);
    await lists.read({ ...query, host: 'other@example.com' });
    await lists.read({ ...query, type: 'live' });
    await lists.read({ ...query, accountId: 'other' });
    expect(calls).toHaveLength(4);
  });

  it('does not keep a failure', async () => {
    let fails = true;
    const { lists, calls } = setUp({
      answer: () => (fails ? Promise.reject(new Error('away')) : Promise.resolve([])),
    });
    await expect(lists.read(query)).rejects.toThrow('away');
    fails = false;
    await expect(lists.read(query)).resolves.toEqual([]);
    expect(calls).toHaveLength(2);
  });

  it('does not keep what was under way when it was told of a change', async () => {
    let answer = (_meetings: ZoomMeetingListItem[]): void => undefined;
    const { lists, calls } = setUp({
      answer: () => new Promise((resolve) => (answer = resolve)),
    });
    const before = lists.read(query);
    lists.invalidate();
    answer([]);
    await before;
    const after = lists.read(query);
    answer([item()]);
    await expect(after).resolves.toHaveLength(1);
    expect(calls).toHaveLength(2);
  });

  it.each([
    ['the same e-mail address', 'TEACHER@example.com', 2],
    ['another e-mail address', 'other@example.com', 1],
    ['the user id seen in the list', 'HOSTID', 2],
    ['another user id', 'OTHERID', 1],
    ['nobody in particular', undefined, 2],
  ])('told of a change of %s, reads anew only where it may matter', async (_, host, times) => {
    const { lists, calls } = setUp();
    await lists.read(query);
    lists.invalidate(host === undefined ? {} : { host });
    await lists.read(query);
    expect(calls).toHaveLength(times);
  });
});

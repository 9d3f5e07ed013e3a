import { HookFailedError, type SessionHooks } from '../../server/src/hooks';
import { documentedHook } from '../support/guide';
import { openClassroom, sessionData, type Classroom } from '../support/sessions';

let room: Classroom;
let takeAway: (() => void)[] = [];

beforeAll(async () => {
  room = await openClassroom({ settings: { hosts: ['amir.haddad@company.com'] } });
});
afterAll(() => room.close());
afterEach(() => {
  for (const one of takeAway) one();
  takeAway = [];
});

const hooks = (): SessionHooks => room.cms.strapi.plugin('zoom').service('hooks');
const register: SessionHooks['register'] = (name, hook) => {
  const undo = hooks().register(name, hook);
  takeAway.push(undo);
  return undo;
};
/** Runs the guide's code against this Strapi; its hooks are taken away after the test. */
const runGuide = (name: string): void => {
  const service: Pick<SessionHooks, 'register'> = { register };
  documentedHook(name).register({ strapi: { plugin: () => ({ service: () => service }) } });
};

describe('the code of the guide', () => {
  test('topic: names the meeting, and the hourly check finds it in line', async () => {
    runGuide('topic');
    const session = await room.editor.schedule();
    expect((await room.meetingOf(session)).topic).toBe('[Online] Algebra - Session 1');
    const before = room.zoom.writes().length;
    await room.cms.strapi.plugin('zoom').service('reconcile').raise();
    await room.hurry();
    await room.rowWhere(session, ({ syncState }) => syncState === 'synced');
    expect(room.zoom.writes()).toHaveLength(before);
  });

  test('host: chooses who hosts, for the classes it means', async () => {
    runGuide('host');
    const chosen = await room.editor.schedule(sessionData({ courseName: 'Chemistry' }));
    await room.meetingOf(chosen);
    expect((await room.row(chosen))!['hostEmail']).toBe('amir.haddad@company.com');
    const other = await room.editor.schedule();
    await room.meetingOf(other);
    expect((await room.row(other))!['hostEmail']).not.toBe('amir.haddad@company.com');
  });

  test('beforeCreate: gives Zoom more, and refuses in words that editors read', async () => {
    runGuide('beforeCreate');
    const session = await room.editor.schedule();
    const { settings } = await room.meetingOf(session);
    expect(settings).toMatchObject({ allow_multiple_devices: true, waiting_room: true });
    const long = await room.editor.schedule(sessionData({ duration: 700 }));
    const row = await room.rowWhere(long, ({ syncState }) => syncState === 'failed');
    expect([row.zoomId, row.syncError]).toEqual([
      null,
      'Classes of more than 10 hours need a room.',
    ]);
  });
});

describe('a hook that fails', () => {
  test('breaks no save; its meeting says so, and is made once it works', async () => {
    let isBroken = true;
    register('topic', () => {
      if (isBroken) throw new Error('the timetable is away');
      return 'Found again';
    });
    const session = await room.editor.schedule();
    const row = await room.rowWhere(session, ({ syncError }) => syncError !== null);
    expect([row.zoomId, row.syncState, row.syncError]).toEqual([
      null,
      'pending',
      'The app’s hook “topic” failed: the timetable is away. It is asked again shortly.',
    ]);
    isBroken = false;
    await room.hurry();
    expect((await room.meetingOf(session)).topic).toBe('Found again');
  });

  test.each([
    ['a topic that is none', 'topic' as const, 7],
    ['an answer in another form', 'beforeCreate' as const, { denied: true }],
  ])('is told of %s', async (_what, name, answer) => {
    register(name, (() => answer) as never);
    const session = await room.editor.schedule();
    const { syncError } = await room.rowWhere(session, (row) => row.syncError !== null);
    expect(syncError).toContain(`“${name}” failed: it answered something unexpected`);
  });

  test('is refused at once where there is none of that name', () => {
    expect(() => hooks().register('topics' as never, (() => null) as never)).toThrow(
      /no hook “topics”; known are topic, host, beforeCreate, joinPolicy/
    );
    expect(() => hooks().register('topic', 'x' as never)).toThrow(/must be a function/);
    expect(new HookFailedError('topic', 'x')).toBeInstanceOf(Error);
  });
});

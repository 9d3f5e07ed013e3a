import { NO_RULING } from '../../../server/src/domain/join-ruling';
import { createHooks } from '../../../server/src/hooks';
import { createAppPolicy } from '../../../server/src/joining/app-policy';

const PERSON = {
  accountKey: 'user:7',
  name: 'Ann Bee',
  firstName: 'Ann',
  lastName: 'Bee',
  email: 'ann@students.example',
};
const asker = {
  purpose: 'join',
  caller: { kind: 'site-user', person: PERSON, paceKey: 'user:7' },
} as const;
const matter = (documentId: string) => ({
  meeting: {
    documentId,
    topic: 'Algebra',
    state: 'scheduled' as const,
    startTime: null,
    endTime: null,
    session: { uid: 'api::lesson.lesson', documentId: 'lesson' },
    joinUrl: 'https://us06web.zoom.us/j/1?pwd=secret',
  },
  registration: { standing: 'approved' as const, joinUrl: 'https://us06web.zoom.us/w/1?tk=secret' },
  decision: { state: 'open' as const, reason: null },
});
const open = () => {
  const hooks = createHooks({ giveUpJoiningAfterMs: 20 });
  const logs: string[] = [];
  const log = { error: (message: string) => logs.push(message) };
  return { hooks, logs, policy: createAppPolicy({ hooks, log }) };
};

test('without a hook the settings decide', async () => {
  const { policy, logs } = open();
  expect(await policy.rule(asker, matter('a'))).toBeNull();
  expect(logs).toEqual([]);
});

test('the hook is told who and what, and no secret', async () => {
  const { hooks, policy } = open();
  const told: unknown[] = [];
  hooks.register('joinPolicy', (question) => {
    told.push(question);
    return question.decision;
  });
  expect(await policy.rule(asker, matter('a'))).toEqual({ state: 'open', reason: null });
  expect(told).toEqual([
    {
      purpose: 'join',
      caller: { kind: 'site-user', id: 'user:7', registration: 'approved' },
      meeting: {
        documentId: 'a',
        topic: 'Algebra',
        state: 'scheduled',
        startTime: null,
        endTime: null,
        session: { uid: 'api::lesson.lesson', documentId: 'lesson' },
      },
      decision: { state: 'open', reason: null },
    },
  ]);
});

test.each<[string, () => unknown, RegExp]>([
  [
    'throws',
    () => {
      throw new TypeError('no ann@students.example');
    },
    /it threw a TypeError/,
  ],
  ['rejects', () => Promise.reject(new Error('ann@students.example')), /it threw a Error/],
  ['throws no error', () => Promise.reject('ann@students.example'), /it threw;/],
  ['answers another state', () => ({ state: 'ann@students.example' }), /something unexpected/],
  ['answers yes', () => true, /something unexpected/],
  ['never answers', () => new Promise(() => undefined), /no answer within 0\.02 s/],
])('a hook that %s lets nobody in, and the log names nobody', async (_what, hook, words) => {
  const { hooks, policy, logs } = open();
  hooks.register('joinPolicy', hook as never);
  expect(await policy.rule(asker, matter('meeting-1'))).toEqual(NO_RULING);
  expect(logs).toHaveLength(1);
  expect(logs[0]).toMatch(words);
  expect(logs[0]).toContain('meeting-1');
  expect(logs[0]).not.toMatch(/@|user:7|Ann/);
});

test('of a feed each meeting is asked about, and one that fails closes itself alone', async () => {
  const { hooks, policy, logs } = open();
  hooks.register('joinPolicy', ({ meeting }) => {
    if (Number(meeting.documentId) % 10 === 3) throw new Error('no');
    return { state: 'open' };
  });
  const matters = Array.from({ length: 45 }, (_value, index) => matter(String(index)));
  const rulings = await policy.ruleAll(asker, matters);
  expect(rulings.map((ruling) => ruling?.state === 'open')).toEqual(
    matters.map((_matter, index) => index % 10 !== 3)
  );
  expect(logs).toHaveLength(1);
});

test('a feed waits for one answer in vain, not for each', async () => {
  const { hooks, policy } = open();
  let asked = 0;
  hooks.register('joinPolicy', () => {
    asked += 1;
    return new Promise<never>(() => undefined);
  });
  const matters = Array.from({ length: 100 }, (_value, index) => matter(String(index)));
  expect(await policy.ruleAll(asker, matters)).toEqual(matters.map(() => NO_RULING));
  expect(asked).toBe(20);
});

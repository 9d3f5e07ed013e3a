import type { Schema } from '../../../server/src/middlewares/entries';
import { queryOfReleased } from '../../../server/src/middlewares/held-back-query';

const RECORDING = 'plugin::zoom.recording';
const TRANSCRIPT = 'plugin::zoom.transcript';
const to = (target: string) => ({ type: 'relation', target });
const schemas: Record<string, Schema> = {
  [RECORDING]: {
    uid: RECORDING,
    attributes: { topic: { type: 'string' }, transcript: to(TRANSCRIPT) },
  },
  [TRANSCRIPT]: {
    uid: TRANSCRIPT,
    attributes: { text: { type: 'text' }, recording: to(RECORDING) },
  },
  meeting: {
    uid: 'meeting',
    attributes: { state: { type: 'string' }, recordings: to(RECORDING), session: to('session') },
  },
  session: {
    uid: 'session',
    attributes: {
      title: { type: 'string' },
      meeting: to('meeting'),
      zone: { type: 'dynamiczone' },
    },
  },
};
const schemaOf = (uid: string) => schemas[uid];
const rewrite = (uid: string, query: object) =>
  queryOfReleased(query, { schema: schemaOf(uid), schemaOf });

const released = { isReleased: true };
const ofReleased = { recording: { isReleased: true } };

test.each([
  [
    'what has nothing to do with recordings stays as it is',
    'session',
    { $and: [{ title: 'a' }, { meeting: { state: { $eq: 'live' } } }], $not: { title: 'b' } },
    { $and: [{ title: 'a' }, { meeting: { state: { $eq: 'live' } } }], $not: { title: 'b' } },
  ],
  [
    'a path through recordings',
    'session',
    { meeting: { recordings: { topic: 'a' } } },
    { meeting: { recordings: { $and: [{ topic: 'a' }, released] } } },
  ],
  [
    'a path through recordings and transcripts',
    'meeting',
    { recordings: { transcript: { text: 'a' } } },
    { recordings: { $and: [{ transcript: { $and: [{ text: 'a' }, ofReleased] } }, released] } },
  ],
  ['an id', 'meeting', { recordings: 7 }, { recordings: { $and: [{ id: 7 }, released] } }],
  [
    'whether there are any',
    'meeting',
    { recordings: { $notNull: true } },
    { recordings: { $and: [{ id: { $notNull: true } }, released] } },
  ],
  [
    'a negation',
    'meeting',
    { $not: { recordings: { topic: 'a' } } },
    { recordings: { $and: [{ $not: { topic: 'a' } }, released] } },
  ],
  [
    'a negation of several',
    'meeting',
    { $not: { state: 'live', recordings: { topic: 'a' } } },
    {
      $or: [
        { $not: { state: 'live' } },
        { recordings: { $and: [{ $not: { topic: 'a' } }, released] } },
      ],
    },
  ],
  [
    'a negated choice',
    'meeting',
    { $not: { $or: [{ recordings: { topic: 'a' } }, { state: 'live' }] } },
    {
      $and: [
        { recordings: { $and: [{ $not: { topic: 'a' } }, released] } },
        { $not: { state: 'live' } },
      ],
    },
  ],
  [
    'a twofold negation',
    'meeting',
    { $not: { $not: { recordings: { topic: 'a' } } } },
    { recordings: { $and: [{ topic: 'a' }, released] } },
  ],
])('filters: %s', (...[, uid, filters, expected]) => {
  expect(rewrite(uid, { filters })).toEqual({ filters: expected });
});

test('an order through recordings is left out', () => {
  expect(rewrite('meeting', { sort: 'recordings.topic:asc,state:desc' })).toEqual({
    sort: 'state:desc',
  });
  expect(rewrite('meeting', { sort: ['recordings.topic', 'state'] })).toEqual({ sort: ['state'] });
  expect(rewrite('meeting', { sort: { recordings: { topic: 'asc' }, state: 'asc' } })).toEqual({
    sort: { state: 'asc' },
  });
  expect(rewrite('session', { sort: 'meeting.recordings.topic' })).toEqual({ sort: undefined });
});

test('what is populated is asked the same, at any depth', () => {
  const filters = { recordings: { topic: 'a' } };
  const safe = { recordings: { $and: [{ topic: 'a' }, released] } };
  expect(
    rewrite('session', {
      populate: {
        meeting: { filters, populate: { session: { populate: { meeting: { filters } } } } },
      },
    })
  ).toEqual({
    populate: {
      meeting: {
        filters: safe,
        populate: { session: { populate: { meeting: { filters: safe } } } },
      },
    },
  });
  expect(rewrite('session', { populate: { zone: { on: { meeting: { filters } } } } })).toEqual({
    populate: { zone: { on: { meeting: { filters: safe } } } },
  });
  expect(rewrite('session', { populate: '*' })).toEqual({ populate: '*' });
});

import { cutSecrets, putSecretsBack } from '../../../server/src/webhooks/payload-secrets';
import { nextListAt } from '../../../server/src/recordings/list-recordings';
import { readRecordingNews, runsIn } from '../../../server/src/recordings/recording-news';

const body = (object: object, more: object = {}) => ({
  event: 'x',
  payload: { account_id: 'A', ...more, object },
});
const read = (event: string, of: unknown) => readRecordingNews({ event, body: of, at: 7 });

test('files of a run, with the state that their event gives them', () => {
  const object = {
    uuid: 'run',
    id: 1,
    recording_files: [{ id: 'f', file_size: '12', status: 'completed' }],
  };
  for (const [event, state] of [
    ['recording.completed', null],
    ['recording.transcript_completed', null],
    ['recording.trashed', 'trashed'],
    ['recording.deleted', 'deleted'],
    ['recording.recovered', 'completed'],
  ] as const) {
    expect(read(event, body(object))).toMatchObject({
      kind: 'news',
      news: [
        { kind: 'files', state, at: 7, run: { uuid: 'run', files: [{ id: 'f', fileSize: 12 }] } },
      ],
    });
  }
});

test('batches name runs, or files of runs', () => {
  expect(read('recording.batch_trashed', body({ meeting_uuids: ['a', 'b'] }))).toEqual({
    kind: 'news',
    news: ['a', 'b'].map((uuid) => ({
      kind: 'moved',
      uuid,
      fileIds: 'all',
      state: 'trashed',
      at: 7,
    })),
  });
  const meetings = [{ meeting_uuid: 'a', recording_file_ids: ['f'] }];
  const deleted = read('recording.batch_deleted', body({ meetings }));
  expect(deleted).toEqual({
    kind: 'news',
    news: [{ kind: 'moved', uuid: 'a', fileIds: ['f'], state: 'deleted', at: 7 }],
  });
  expect(deleted.kind === 'news' && runsIn(deleted.news)).toEqual(['a']);
});

test('a new name holds from the moment of the change', () => {
  const object = { uuid: 'run', topic: 'New' };
  expect(read('recording.renamed', body(object, { time_stamp: '1628705277325' }))).toEqual({
    kind: 'news',
    news: [{ kind: 'renamed', uuid: 'run', topic: 'New', at: 1628705277325 }],
  });
});

test('what changes no file is none, what is not as documented says which field', () => {
  expect(read('recording.started', body({}))).toEqual({ kind: 'none' });
  const malformed = read('recording.completed', body({ id: 1, password: 'SECRET' }));
  expect(malformed).toMatchObject({ kind: 'malformed', because: expect.stringContaining('uuid') });
  expect(JSON.stringify(malformed)).not.toContain('SECRET');
});

test('secrets that were cut out of a body are put back where they were', () => {
  const whole = body({
    uuid: 'run',
    password: 'p',
    recording_files: [
      { id: 'a', play_url: 'https://x/1' },
      { id: 'b', download_url: 'https://x/2' },
    ],
    links: ['https://x?pwd=1', 'plain'],
  });
  const { payload, secrets } = cutSecrets(whole);
  expect(JSON.stringify(payload)).not.toContain('https://x/1');
  expect(putSecretsBack(JSON.parse(JSON.stringify(payload)), secrets)).toEqual(whole);
  expect(putSecretsBack(null, secrets)).toBeNull();
});

test('lists come 10 minutes, 1, 6 and 24 hours after the end, and then no more', () => {
  const end = new Date('2026-03-02T10:00:00Z');
  const after = (minutes: number) => new Date(end.getTime() + minutes * 60_000);
  expect(nextListAt(end, after(0))).toEqual(after(10));
  expect(nextListAt(end, after(10))).toEqual(after(60));
  expect(nextListAt(end, after(200))).toEqual(after(360));
  expect(nextListAt(end, after(361))).toEqual(after(1440));
  expect(nextListAt(end, after(1440))).toBeNull();
});

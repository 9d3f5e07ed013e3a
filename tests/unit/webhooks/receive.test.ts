import {
  receive,
  type ReceivedBody,
  type ReceiverSettings,
} from '../../../server/src/webhooks/receive';
import { refusalAnswer } from '../../../server/src/webhooks/answer';
import { signWebhook } from '../../../server/src/zoom/webhook-signature';

const SECRET = 'test-secret-token';
/** 1767225600 s: the moment of the vectors. */
const SENT = new Date('2026-01-01T00:00:00Z');
const STARTED =
  '{"event":"meeting.started","event_ts":1767225600000,"payload":{"account_id":"ACCT","object":{"id":"81234567890","uuid":"4444AAAiAAAAAiAiAiiAii==","host_id":"HOST","topic":"Cours d’été","type":2,"start_time":"2026-01-01T00:00:00Z","timezone":"Europe/Paris","duration":60}}}';
const STARTED_SIGNATURE = 'v0=0b7b74f84d98a7fb8c69f1743af276b7bb6293a4b76eab11f5db755abbc940df';
const VALIDATION =
  '{"payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"},"event_ts":1654503849680,"event":"endpoint.url_validation"}';

const SETTINGS: ReceiverSettings = {
  webhookSecretToken: SECRET,
  verifyWebhookSignatures: true,
  webhookToleranceMinutes: 120,
};
const UNVERIFIED: ReceiverSettings = { ...SETTINGS, verifyWebhookSignatures: false };

const bytesOf = (text: string | Buffer): ReceivedBody => ({
  kind: 'bytes',
  bytes: Buffer.from(text as string),
});

const signed = (
  text: string | Buffer,
  { secret = SECRET, sentAt = SENT }: { secret?: string; sentAt?: Date } = {}
) => {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  return {
    'x-zm-request-timestamp': timestamp,
    'x-zm-signature': signWebhook({ secretToken: secret, timestamp, rawBody: text }),
  };
};

const post = (
  text: string | Buffer,
  more: {
    headers?: Record<string, string>;
    now?: Date;
    settings?: ReceiverSettings;
    body?: ReceivedBody;
  } = {}
) =>
  receive({
    body: more.body ?? bytesOf(text),
    headers: more.headers ?? signed(text),
    now: more.now ?? SENT,
    settings: more.settings ?? SETTINGS,
  });

const after = (ms: number): Date => new Date(SENT.getTime() + ms);
const MINUTE = 60_000;

/** The status of each refusal: the table of the receiver. */
const statusOf = (outcome: ReturnType<typeof receive>): number =>
  outcome.kind === 'event' || outcome.kind === 'url-validation'
    ? 200
    : refusalAnswer(outcome).status;

describe('receive', () => {
  test('an event signed as in the published vector is genuine', () => {
    const headers = { 'x-zm-request-timestamp': '1767225600', 'x-zm-signature': STARTED_SIGNATURE };
    expect(post(STARTED, { headers })).toMatchObject({
      kind: 'event',
      isVerified: true,
      envelope: { event: 'meeting.started' },
    });
  });

  test('1 MiB passes, one byte more is 413, before anything else is looked at', () => {
    const open = '{"event":"x","pad":"';
    const largest = `${open}${'a'.repeat(1024 * 1024 - open.length - 2)}"}`;
    expect(Buffer.byteLength(largest)).toBe(1024 * 1024);
    expect(post(largest).kind).toBe('event');
    expect(statusOf(post(`${largest} `))).toBe(413);
    expect(statusOf(post('', { body: { kind: 'too-large' }, headers: {} }))).toBe(413);
  });

  test('without the raw bytes nothing can be proved: 500, so that Zoom sends it again', () => {
    const outcome = post(STARTED, { body: { kind: 'missing' } });
    expect(outcome.kind).toBe('no-raw-body');
    expect(statusOf(outcome)).toBe(500);
  });

  test.each([null, ''])('the secret %p is 503, even with a signature made with it', (secret) => {
    const headers = signed(STARTED, { secret: secret ?? '' });
    const settings = { ...SETTINGS, webhookSecretToken: secret };
    const outcome = post(STARTED, { headers, settings });
    expect(outcome).toEqual({ kind: 'no-secret' });
    expect(statusOf(outcome)).toBe(503);
  });

  test.each([
    [['x-zm-request-timestamp'], ['x-zm-signature']],
    [['x-zm-signature'], ['x-zm-request-timestamp']],
    [['x-zm-request-timestamp', 'x-zm-signature'], []],
  ])('missing %p is a 401 that names them', (missing, present) => {
    const all: Record<string, string> = signed(STARTED);
    const headers = Object.fromEntries(present.map((name) => [name, all[name] ?? '']));
    const outcome = post(STARTED, { headers });
    expect(outcome).toEqual({ kind: 'missing-headers', names: missing });
    if (outcome.kind !== 'missing-headers') throw new Error('unreachable');
    const answer = refusalAnswer(outcome);
    expect(answer).toMatchObject({ status: 401, body: { error: { details: { missing } } } });
    for (const name of missing) expect(JSON.stringify(answer.body)).toContain(name);
  });

  test.each([
    ['another secret', signed(STARTED, { secret: 'another' })],
    ['another body', signed(`${STARTED} `)],
    ['another time', { ...signed(STARTED), 'x-zm-request-timestamp': '1767225601' }],
    ['a short signature', { ...signed(STARTED), 'x-zm-signature': 'v0=00' }],
    ['an empty hash', { ...signed(STARTED), 'x-zm-signature': 'v0=' }],
    ['non-ASCII', { ...signed(STARTED), 'x-zm-signature': `v0=${'é'.repeat(32)}` }],
    [
      'another version',
      { ...signed(STARTED), 'x-zm-signature': `v1=${STARTED_SIGNATURE.slice(3)}` },
    ],
  ])('a signature over %s is 401', (_what, headers) => {
    const outcome = post(STARTED, { headers });
    expect(outcome).toMatchObject({ kind: 'wrong-signature' });
    expect(statusOf(outcome)).toBe(401);
  });

  test('the window reaches back as far as the setting says', () => {
    expect(post(STARTED, { now: after(120 * MINUTE) }).kind).toBe('event');
    const late = post(STARTED, { now: after(120 * MINUTE + 1) });
    expect(late).toEqual({ kind: 'too-old', toleranceMinutes: 120 });
    expect(statusOf(late)).toBe(401);
    const settings = { ...SETTINGS, webhookToleranceMinutes: 5 };
    expect(post(STARTED, { now: after(5 * MINUTE + 1), settings }).kind).toBe('too-old');
  });

  test('rightly signed and more than 5 minutes ahead is 503: our clock is wrong', () => {
    expect(post(STARTED, { now: after(-5 * MINUTE) }).kind).toBe('event');
    const ahead = post(STARTED, { now: after(-5 * MINUTE - 1) });
    expect(ahead).toEqual({ kind: 'clock-behind', aheadMs: 5 * MINUTE + 1 });
    expect(statusOf(ahead)).toBe(503);
  });

  test('wrongly signed and ahead is 401: a forgery says nothing of our clock', () => {
    const headers = signed(STARTED, { secret: 'another' });
    expect(post(STARTED, { headers, now: after(-60 * MINUTE) }).kind).toBe('wrong-signature');
  });

  test.each(['', 'soon', '17672256oo', '-1', '1e9', '1767225600.5'])(
    'the timestamp %p is 401 even if rightly signed',
    (timestamp) => {
      const signature = signWebhook({ secretToken: SECRET, timestamp, rawBody: STARTED });
      const headers = { 'x-zm-request-timestamp': timestamp, 'x-zm-signature': signature };
      expect(statusOf(post(STARTED, { headers }))).toBe(401);
    }
  );

  test.each(['', 'meeting.started', '{"event":"meeting.started"', Buffer.from([0x1f, 0x8b, 8, 0])])(
    'signed bytes that are no JSON are 400 (%p)',
    (text) => {
      const outcome = post(text);
      expect(outcome).toEqual({ kind: 'not-json' });
      expect(statusOf(outcome)).toBe(400);
    }
  );

  test.each(['null', '[]', '"x"', '{}', '{"event":""}', '{"event":7}', '{"event":null}'])(
    'JSON without an event is 400 (%p)',
    (text) => {
      const outcome = post(text);
      expect(outcome).toEqual({ kind: 'no-event' });
      expect(statusOf(outcome)).toBe(400);
    }
  );

  test('a byte order mark and bytes that are no UTF-8 lose no event', () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(STARTED)]);
    expect(post(marked).kind).toBe('event');
    const broken = Buffer.from(STARTED);
    broken[broken.indexOf('é')] = 0xff;
    expect(post(broken).kind).toBe('event');
  });

  test('headers given twice, or as lists, are read as one', () => {
    const { 'x-zm-signature': signature, 'x-zm-request-timestamp': timestamp } = signed(STARTED);
    const outcome = receive({
      body: bytesOf(STARTED),
      headers: { 'x-zm-signature': [signature], 'x-zm-request-timestamp': timestamp },
      now: SENT,
      settings: SETTINGS,
    });
    expect(outcome.kind).toBe('event');
  });
});

describe('url validation', () => {
  test('answers the published vector', () => {
    expect(post(VALIDATION)).toEqual({
      kind: 'url-validation',
      plainToken: 'qgg8vlvZRS6UYooatFL8Aw',
      encryptedToken: '9c8ad56737c19db2904b301c0781e86857e999f39f07727668cf62a5e7e298c8',
    });
  });

  test.each([
    ['v0:1767225600:{"event":"meeting.deleted"}'],
    ['a'.repeat(129)],
    ['a b'],
    ['a\n'],
    [''],
    [null],
    [{}],
  ])('signs nothing that could be a forged event (%p)', (plainToken) => {
    const body = JSON.stringify({ event: 'endpoint.url_validation', payload: { plainToken } });
    const outcome = post(body);
    expect(outcome).toEqual({ kind: 'bad-plain-token' });
    expect(statusOf(outcome)).toBe(400);
  });

  test('needs a right signature also while verification is off', () => {
    const headers = signed(VALIDATION, { secret: 'another' });
    expect(post(VALIDATION, { headers, settings: UNVERIFIED }).kind).toBe('wrong-signature');
    expect(post(VALIDATION, { headers: {}, settings: UNVERIFIED }).kind).toBe('missing-headers');
    expect(post(VALIDATION, { settings: UNVERIFIED }).kind).toBe('url-validation');
    const late = { settings: UNVERIFIED, now: after(121 * MINUTE) };
    expect(post(VALIDATION, late).kind).toBe('too-old');
  });
});

describe('with verification switched off', () => {
  test('what proves nothing is taken as unverified', () => {
    const unproved = [
      post(STARTED, { headers: {}, settings: UNVERIFIED }),
      post(STARTED, { headers: signed(STARTED, { secret: 'another' }), settings: UNVERIFIED }),
      post(STARTED, { now: after(121 * MINUTE), settings: UNVERIFIED }),
      post(STARTED, { settings: { ...UNVERIFIED, webhookSecretToken: null } }),
    ];
    for (const outcome of unproved) expect(outcome).toMatchObject({ isVerified: false });
  });

  test('what is proved all the same is verified: no event of Zoom is lost meanwhile', () => {
    expect(post(STARTED, { settings: UNVERIFIED })).toMatchObject({ isVerified: true });
  });

  test('size, JSON and event are still asked for', () => {
    const settings = UNVERIFIED;
    expect(post('', { body: { kind: 'too-large' }, settings }).kind).toBe('too-large');
    expect(post('{', { headers: {}, settings }).kind).toBe('not-json');
    expect(post('{}', { headers: {}, settings }).kind).toBe('no-event');
  });
});

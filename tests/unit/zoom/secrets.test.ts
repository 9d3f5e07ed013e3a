import { inspect } from 'node:util';

import * as zoomExports from '../../../server/src/zoom';
import { ZoomError } from '../../../server/src/zoom';
import { clientOf, CREDENTIALS, errorOf, MEETING, openBudget, openDoor, TOKEN } from './door';
import type { Door, Reply, Seen } from './door';

const PASSCODE = 'p4ss-c0de';
const BASIC = Buffer.from(`${CREDENTIALS.clientId}:${CREDENTIALS.clientSecret}`).toString('base64');
const SECRETS = {
  'client secret': CREDENTIALS.clientSecret,
  'Basic value': BASIC,
  'access token': TOKEN,
  passcode: PASSCODE,
  'start link': 'zak=eyJ0-host-key',
};

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door.close());

const host = 'maria@company.com';
const startTime = new Date('2026-03-10T20:00:00Z');

/** Everything a server could say back: what it was sent, and what it knows. */
const everything = ({ headers, body }: Seen): string =>
  `${headers.authorization} ${body} ${MEETING.start_url} ${CREDENTIALS.clientSecret}`;

/** A refusal that repeats all secrets wherever a refusal has text. */
const leak =
  (status: number, code: number, before = '') =>
  (seen: Seen): Reply => ({
    status,
    headers: { 'x-zm-trackingid': `rid ${everything(seen)}` },
    json: {
      code,
      message: `${before} ${everything(seen)}`,
      errors: [{ field: everything(seen), message: everything(seen) }],
    },
  });

const leakToken =
  (status: number) =>
  (seen: Seen): Reply => ({
    status,
    headers: { 'x-zm-trackingid': everything(seen) },
    json: { reason: everything(seen), error: everything(seen) },
  });

const create = (more: Parameters<typeof clientOf>[1] = {}) =>
  errorOf(
    clientOf(door, more).zoom.createMeeting({
      host,
      startTime,
      body: { topic: 'x', password: PASSCODE },
    })
  );

const provoke: Record<string, () => Promise<unknown>> = {
  'token refused': () => (door.answerToken(leakToken(400)), create()),
  'token unavailable': () => (door.answerToken(leakToken(503)), create()),
  'token dropped': () => (door.answerToken('drop'), create()),
  'token unreadable': () => (
    door.answerToken((seen) => ({ json: { access_token: 5, scope: everything(seen) } })),
    create()
  ),
  'token refused again': () => (door.answer(leak(401, 124)), create()),
  scope: () => (door.answer(leak(400, 4711, 'scopes:[a:b]')), create()),
  host: () => (door.answer(leak(400, 3161)), create()),
  'no user': () => (door.answer(leak(404, 1001)), create()),
  gone: () => (door.answer(leak(404, 3001)), create()),
  validation: () => (door.answer(leak(400, 300)), create()),
  refused: () => (door.answer(leak(403, 200)), create()),
  'per second': () => (door.answer(leak(429, 429, 'per-second')), create()),
  'host day': () => (door.answer(leak(429, 429, 'Meeting Create/Update')), create()),
  budget: () =>
    create({
      dayBudget: {
        ...openBudget(),
        reserve: () =>
          Promise.resolve({ kind: 'refused', retryAt: new Date('2026-03-11'), because: 'spent' }),
      },
    }),
  'unknown outcome, 500': () => (door.answer(leak(500, 500)), create()),
  'unknown outcome, dropped': () => (door.answer('drop'), create()),
  'unknown outcome, time-out': () => (door.answer('hang'), create({ timeoutMs: 1000 })),
  'unreadable create': () => (
    door.answer({ status: 201, json: { ...MEETING, password: PASSCODE, join_url: 7 } }),
    create()
  ),
  'unreadable read': () => (
    door.answer({ json: { ...MEETING, password: PASSCODE, host_id: { deep: PASSCODE } } }),
    errorOf(clientOf(door).zoom.getMeeting({ id: '1' }))
  ),
  unreachable: () => create({ apiBaseUrl: 'http://127.0.0.1:1/v2' }),
  'unavailable read': () => (
    door.answer(leak(502, 502)),
    errorOf(clientOf(door).zoom.getMeeting({ id: '1' }))
  ),
  'dropped read': () => (door.answer('drop'), errorOf(clientOf(door).zoom.getMeeting({ id: '1' }))),
};

describe('an error', () => {
  it.each(Object.entries(provoke))('shows no secret: %s', async (_name, run) => {
    const error = await run();
    expect(error).toBeInstanceOf(ZoomError);
    const shown = [
      inspect(error, { depth: 10, showHidden: true }),
      JSON.stringify(error),
      String(error),
    ].join('\n');
    for (const [name, secret] of Object.entries(SECRETS)) {
      expect([name, shown.includes(secret)]).toEqual([name, false]);
    }
  });

  it('is one of the family, and every class of it was provoked', async () => {
    const classes = Object.entries(zoomExports)
      .filter(([name, value]) => /^Zoom\w+Error$/.test(name) && typeof value === 'function')
      .map(([name]) => name)
      .filter((name) => name !== 'ZoomError');
    const seen = new Set<string>();
    for (const run of Object.values(provoke)) {
      const error = await run();
      seen.add(error instanceof Error ? error.name : '');
    }
    expect([...seen].sort()).toEqual(classes.sort());
  });
});

describe('a log line', () => {
  it('shows no secret', async () => {
    const lines: string[] = [];
    const write = (line: string) => lines.push(line);
    const log = { debug: write, info: write, warn: write, error: write };
    door.answer({ status: 201, json: { ...MEETING, password: PASSCODE } });
    const { zoom } = clientOf(door, { log });
    await zoom.createMeeting({ host, startTime, body: { password: PASSCODE } });
    door.answer('drop', leak(503, 503), leak(429, 429, 'Meeting Create/Update'));
    await errorOf(zoom.getMeeting({ id: '1' }));
    await errorOf(zoom.updateMeeting({ id: '1', host, startTime, body: { password: PASSCODE } }));
    expect(lines.length).toBeGreaterThan(3);
    for (const secret of Object.values(SECRETS)) expect(lines.join('\n')).not.toContain(secret);
  });
});

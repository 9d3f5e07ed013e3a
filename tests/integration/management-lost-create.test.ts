import {
  PATH,
  JOHN,
  meetingBody,
  endOfWait,
  zoomConfigOf,
  useManagement,
} from '../support/management';
import { createSimulator } from '../../simulator/src';
import { spawnStrapi } from '../support/spawn-strapi';
import { bootStrapi, createTestApp } from '../support/strapi';
import { waitUntil } from '../support/wait';

describe('meetings made over REST whose answer is lost', () => {
  const room = useManagement();
  const { create, listCalls, meetingsNamed, rowsNamed, settleNow, letTimePass, expectCleanLog } =
    room;

  describe('a create whose answer is lost', () => {
    const post = (key: string, changes: Record<string, unknown>) =>
      room.api.post(PATH).set('Idempotency-Key', key).send(meetingBody(changes));
    const expectUnknown = (answer: { status: number; body: unknown }) => {
      expect(answer.status).toBe(504);
      expect(answer.body).toMatchObject({
        success: false,
        error: { status: 504, details: { state: 'unknown' } },
      });
    };

    it.each([
      ['with a passcode of ours', {}],
      ['with a passcode of the caller', { password: 'secure123' }],
    ])('after the commit is found again, %s', async (how, changes) => {
      const topic = `Lost after, ${how}`;
      room.controls.addFault({ kind: 'drop-after-commit', method: 'POST' });
      expectUnknown(await post(topic, { topic, ...changes }));
      expectUnknown(await post(topic, { topic, ...changes }));
      const [inZoom] = meetingsNamed(topic);
      await letTimePass();
      const found = await waitUntil(async () => {
        const answer = await post(topic, { topic, ...changes });
        return answer.status === 201 && answer;
      });
      expect(found.body.meeting.id).toBe(String(inZoom?.id));
      expect(meetingsNamed(topic)).toHaveLength(1);
      expect(await rowsNamed(topic)).toEqual([
        expect.objectContaining({ zoomId: String(inZoom?.id), state: 'scheduled', intent: null }),
      ]);
    });

    it('before the commit made nothing, and the same key creates anew', async () => {
      const topic = 'Lost before';
      room.controls.addFault({ kind: 'drop-before-commit', method: 'POST' });
      expectUnknown(await post(topic, { topic }));
      await letTimePass();
      await waitUntil(async () => (await rowsNamed(topic)).length === 0);
      await post(topic, { topic }).expect(201);
      expect(meetingsNamed(topic)).toHaveLength(1);
    });

    it('is found at once when its job runs early, and not given up before its time', async () => {
      const topic = 'Early';
      room.controls.addFault({ kind: 'drop-before-commit', method: 'POST' });
      expectUnknown(await post(topic, { topic }));
      room.controls.clearCalls();
      await settleNow();
      await waitUntil(() => listCalls().length > 0);
      const job = () =>
        room.booted.strapi.db
          .connection('zm_jobs')
          .where('task', 'settle-create')
          .orderBy('id', 'desc')
          .first();
      await waitUntil(async () => Number((await job()).run_at) > Date.now());
      expect(await rowsNamed(topic)).toHaveLength(1);
      await letTimePass();
      await waitUntil(async () => (await rowsNamed(topic)).length === 0);
    });

    it('behind a 500 is not sent again by itself', async () => {
      const topic = 'Answered 500';
      room.controls.addFault({
        kind: 'status',
        method: 'POST',
        status: 500,
        afterCommit: true,
      });
      expectUnknown(await post(topic, { topic }));
      await letTimePass();
      await waitUntil(async () => (await post(topic, { topic })).status === 201);
      expect(meetingsNamed(topic)).toHaveLength(1);
    });

    it('is told from an equal meeting by its passcode', async () => {
      const topic = 'Twins';
      const twin = await create({ topic });
      room.controls.createMeeting({ host: JOHN }, meetingBody({ topic, password: 'other' }));
      room.controls.addFault({ kind: 'drop-after-commit', method: 'POST' });
      expectUnknown(await post(topic, { topic }));
      await letTimePass();
      const found = await waitUntil(async () => {
        const answer = await post(topic, { topic });
        return answer.status === 201 && answer;
      });
      expect(found.body.meeting.id).not.toBe(twin.id);
      expect(found.body.meeting.password).not.toBe('other');
      expect(meetingsNamed(topic)).toHaveLength(3);
    });

    it('is left to a person where nothing tells two meetings apart', async () => {
      const topic = 'Ambiguous';
      const body = meetingBody({ topic, password: 'secure123' });
      room.controls.addFault({ kind: 'drop-after-commit', method: 'POST' });
      expectUnknown(await post(topic, body));
      room.controls.createMeeting({ host: JOHN }, body);
      await letTimePass();
      await waitUntil(async () => (await rowsNamed(topic))[0]?.syncState === 'failed');
      expectUnknown(await post(topic, body));
      expect(meetingsNamed(topic)).toHaveLength(2);
      expect(room.controls.calls({ method: 'DELETE' })).toEqual([]);
    });
  });

  it('writes no link, passcode or token to the log', () => expectCleanLog());
});

describe('a create over REST whose process is killed', () => {
  it.each([
    ['before Zoom works on it', { kind: 'drop-before-commit', method: 'POST' }, 0],
    ['while Zoom works on it', { kind: 'latency', method: 'POST', ms: 1500 }, 1],
  ] as const)('%s is settled by the next one', async (_, fault, meetings) => {
    const simulator = createSimulator();
    await simulator.listen();
    const app = await createTestApp({ zoom: zoomConfigOf(simulator) });
    try {
      const first = await spawnStrapi(app);
      const admin = await first.adminRequest();
      await admin.put('/zoom/settings').send({ enabled: true, defaultHost: JOHN }).expect(200);
      const token = await first.createApiToken({ type: 'full-access' });
      simulator.controls.addFault(fault);
      const send = () =>
        first.requestAs(token).post(PATH).set('Idempotency-Key', 'killed').send(meetingBody());
      const lost = send().then(
        ({ status }) => status,
        () => 'no answer'
      );
      await waitUntil(
        () => simulator.controls.calls({ method: 'POST', path: '/users/' }).length > 0
      );
      await first.kill();
      expect([504, 'no answer']).toContain(await lost);
      await waitUntil(() => simulator.controls.state().meetings.length === meetings);

      const second = await bootStrapi({ app });
      try {
        await endOfWait(second);
        const answer = await waitUntil(async () => {
          const { status, body } = await second
            .requestAs(token)
            .post(PATH)
            .set('Idempotency-Key', 'killed')
            .send(meetingBody());
          return status === 201 && body;
        });
        const inZoom = simulator.controls.state().meetings.map(({ id }) => String(id));
        expect(inZoom).toEqual([answer.meeting.id]);
      } finally {
        await second.stop();
      }
    } finally {
      await app.remove();
      await simulator.close();
    }
  });
});

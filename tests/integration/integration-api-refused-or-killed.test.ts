import { createSimulator } from '../../simulator/src';
import { endOfWait, JOHN, meetingBody, PATH, zoomConfigOf } from '../support/management';
import { spawnStrapi } from '../support/spawn-strapi';
import { bootStrapi, createTestApp } from '../support/strapi';
import { waitUntil } from '../support/wait';

describe('the meeting management API of an app that may not talk to Zoom', () => {
  it.each([
    ['without credentials', {}, /not enabled: .*(credentials|accountId)/i],
    ['with `active: false`', { active: false }, /not enabled: .*active/],
  ])('%s says why', async (_, zoom, message) => {
    const booted = await bootStrapi({ zoom });
    try {
      const admin = await booted.adminRequest();
      await admin.put('/zoom/settings').send({ enabled: true }).expect(200);
      const token = await booted.createApiToken({ type: 'full-access' });
      const { body } = await booted.requestAs(token).get(PATH).expect(503);
      expect(body).toMatchObject({ success: false, data: null });
      expect(body.error.message).toMatch(message);
    } finally {
      await booted.stop();
    }
  });
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

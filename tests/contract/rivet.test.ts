import type { Server } from 'node:http';
import { HttpReceiver, MeetingsS2SAuthClient } from '@zoom/rivet/meetings';
import { openAccount, type ZoomAccount } from './zoom-account';

/** Zoom's own client, a second opinion on the simulator. Development only, by its licence. */
describe("Zoom's own client works against the simulator", () => {
  let zoom: ZoomAccount;
  let client: MeetingsS2SAuthClient;

  beforeAll(async () => {
    zoom = await openAccount();
    const { accountId, clientId, clientSecret } = zoom.simulator.credentials;
    const accessToken = await zoom.token();
    client = new MeetingsS2SAuthClient({
      accountId,
      clientId,
      clientSecret,
      baseUrl: `${zoom.simulator.url}/v2`,
      disableReceiver: true,
      tokenStore: {
        getLatestToken: () => ({
          accessToken,
          expirationTimeIso: new Date(Date.now() + 3_600_000).toISOString(),
          scopes: [],
        }),
        storeToken: () => undefined,
      },
    });
  });

  afterAll(() => zoom.close());

  it('creates, reads, lists, changes and deletes a meeting', async () => {
    const { meetings } = client.endpoints;
    const userId = 'maria.keller@company.com';
    const created = await meetings.createMeeting({
      path: { userId },
      body: { topic: 'Rivet', type: 2, start_time: '2030-01-01T10:00:00Z', duration: 45 },
    });
    expect(created.statusCode).toBe(201);
    expect(created.trackingId).toMatch(/^v=2\.0;clid=us06;rid=WEB_[0-9a-f]{32}$/);
    const meetingId = Number(created.data?.id);

    await meetings.updateMeeting({ path: { meetingId }, body: { topic: 'Moved' } });
    const read = await meetings.getMeeting({ path: { meetingId } });
    expect(read.data).toMatchObject({ id: meetingId, topic: 'Moved', duration: 45 });

    const list = await meetings.listMeetings({ path: { userId }, query: { type: 'upcoming' } });
    expect(list.data).toMatchObject({ total_records: 1, next_page_token: '' });

    await meetings.deleteMeeting({ path: { meetingId } });
    await expect(meetings.getMeeting({ path: { meetingId } })).rejects.toThrow(/\[404\/3001\]/);
  });

  it('sends nothing the simulator does not know', () => {
    expect(zoom.simulator.controls.unexpected()).toEqual([]);
  });
});

describe("Zoom's own receiver accepts the simulator's webhooks", () => {
  const secret = 'rivet-secret';
  let zoom: ZoomAccount;
  let server: Server;
  let url: string;
  const emitted: unknown[] = [];

  beforeAll(async () => {
    zoom = await openAccount();
    const receiver = new HttpReceiver({ webhooksSecretToken: secret, port: 0 });
    const client = new MeetingsS2SAuthClient({
      accountId: 'a',
      clientId: 'b',
      clientSecret: 'c',
      receiver,
    });
    client.webEventConsumer?.event('meeting.started', ({ payload }) => {
      emitted.push(payload);
    });
    server = await receiver.start();
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port.');
    url = `http://127.0.0.1:${address.port}/zoom/events`;
  });

  afterAll(async () => {
    await zoom.close();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });

  it('answers the url validation', async () => {
    const outcome = await zoom.simulator.controls.connectWebhook({ url, secret });
    expect(outcome).toEqual({ kind: 'valid' });
  });

  it('verifies the signature, also over characters beyond ASCII', async () => {
    const { controls } = zoom.simulator;
    const { id } = controls.createMeeting({ host: 'me' }, { topic: 'Cours d’été 🌞' });
    controls.startMeeting(id);
    await controls.webhooksSettled();
    expect(controls.deliveries().map(({ event, state }) => [event, state])).toEqual([
      ['meeting.created', 'delivered'],
      ['meeting.started', 'delivered'],
    ]);
    expect(emitted).toEqual([
      expect.objectContaining({ object: expect.objectContaining({ topic: 'Cours d’été 🌞' }) }),
    ]);
  });

  it('refuses a forged signature, and the simulator does not try again', async () => {
    const { controls } = zoom.simulator;
    controls.setDelivery({ badSignature: true });
    controls.sendEvent({ event: 'meeting.started', payload: {} });
    await controls.webhooksSettled();
    expect(controls.deliveries().at(-1)).toMatchObject({
      state: 'refused',
      attempts: [{ status: 400 }],
    });
  });
});

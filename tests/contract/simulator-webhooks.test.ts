import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { waitUntil } from '../support/wait';
import { openReceiver, type ReceivedWebhook, type WebhookReceiver } from './webhook-receiver';
import { field, openAccount, type ZoomAccount } from './zoom-account';

const SECRET = 'sim-webhook-secret';
/** Five minutes become 30 ms, twenty 120 and sixty 360. */
const TIME_SCALE = 1 / 10_000;

describe('webhooks', () => {
  let zoom: ZoomAccount;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    zoom = await openAccount({ timeScale: TIME_SCALE, webhookTimeoutMs: 30_000 });
  });
  beforeEach(async () => {
    zoom.simulator.controls.reset();
    receiver = await openReceiver(SECRET);
    await zoom.simulator.controls.connectWebhook({ url: receiver.url });
  });
  afterEach(() => receiver.close());
  afterAll(() => zoom.close());

  const send = async (...events: string[]) => {
    for (const event of events)
      zoom.simulator.controls.sendEvent({ event, payload: { object: {} } });
    await zoom.simulator.controls.webhooksSettled();
    return zoom.simulator.controls.deliveries();
  };
  const isSigned = ({ headers, rawBody }: ReceivedWebhook) => {
    const message = `v0:${String(headers['x-zm-request-timestamp'])}:${rawBody}`;
    const expected = createHmac('sha256', SECRET).update(message).digest('hex');
    return headers['x-zm-signature'] === `v0=${expected}`;
  };

  it('signs compact JSON with a timestamp in seconds', async () => {
    await send('meeting.started');
    const [webhook] = receiver.received;
    expect(webhook).toMatchObject({
      rawBody: expect.stringMatching(
        /^\{"event":"meeting\.started","event_ts":\d{13},"payload":\{/
      ),
      headers: {
        'user-agent': 'Zoom Marketplace/1.0a',
        'content-type': 'application/json; charset=utf-8',
        'x-zm-request-timestamp': expect.stringMatching(/^\d{10}$/),
      },
    });
    expect(webhook && isSigned(webhook)).toBe(true);
  });

  it('signs as the known test vector does', async () => {
    const { signWebhook } = await import('../../simulator/src/webhooks/signature');
    const rawBody =
      '{"event":"meeting.started","event_ts":1767225600000,"payload":{"account_id":"ACCT","object":{"id":"81234567890","uuid":"4444AAAiAAAAAiAiAiiAii==","host_id":"HOST","topic":"Cours d’été","type":2,"start_time":"2026-01-01T00:00:00Z","timezone":"Europe/Paris","duration":60}}}';
    const signed = { secret: 'test-secret-token', timestampSeconds: 1767225600, rawBody };
    expect(signWebhook(signed)).toBe(
      'v0=0b7b74f84d98a7fb8c69f1743af276b7bb6293a4b76eab11f5db755abbc940df'
    );
  });

  it('tries again after 5xx until it is taken', async () => {
    receiver.answers = [500, 503, 201];
    const [delivery] = await send('meeting.started');
    expect(delivery).toMatchObject({
      state: 'delivered',
      attempts: [{ status: 500 }, { status: 503 }, { status: 201 }],
    });
    expect(receiver.received.every(isSigned)).toBe(true);
  });

  it('gives up after three retries', async () => {
    receiver.answers = [500, 500, 500, 500];
    const [delivery] = await send('meeting.started');
    expect(delivery?.state).toBe('given-up');
    const times = delivery?.attempts.map(({ at }) => Date.parse(at)) ?? [];
    const waits = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(waits).toHaveLength(3);
    [30, 120, 360].forEach((ms, index) => expect(waits[index]).toBeGreaterThanOrEqual(ms - 5));
  });

  it.each([301, 302, 400, 401, 404, 201])('never tries again after %i', async (status) => {
    receiver.answers = [status];
    const [delivery] = await send('meeting.started');
    expect(delivery).toMatchObject({ state: 'refused', attempts: [{ status }] });
  });

  it('takes a slow receiver for a failed one', async () => {
    receiver.unanswered = 1;
    zoom.simulator.controls.changeSettings({ webhookTimeoutMs: 300 });
    zoom.simulator.controls.sendEvent({ event: 'meeting.started', payload: { object: {} } });
    const attempts = () => zoom.simulator.controls.deliveries()[0]?.attempts ?? [];
    await waitUntil(() => attempts().length === 1, {
      what: 'the first attempt given up',
      everyMs: 1,
    });
    zoom.simulator.controls.changeSettings({ webhookTimeoutMs: 30_000 });
    await zoom.simulator.controls.webhooksSettled();
    const [delivery] = zoom.simulator.controls.deliveries();
    expect(delivery?.attempts[0]).toMatchObject({ status: null });
    expect(delivery?.state).toBe('delivered');
  });

  it('tries again when nobody listens', async () => {
    await receiver.close();
    const [delivery] = await send('meeting.started');
    expect(delivery?.state).toBe('given-up');
    expect(delivery?.attempts).toHaveLength(4);
    receiver = await openReceiver();
  });

  it('keeps the order, or reverses it on request', async () => {
    await send('a', 'b', 'c');
    zoom.simulator.controls.setDelivery({ shuffle: true });
    await send('d', 'e', 'f');
    expect(receiver.received.map(({ event }) => event).join('')).toBe('abcfed');
  });

  it('repeats, withholds, delays and forges on request', async () => {
    const { controls } = zoom.simulator;
    controls.setDelivery({ copies: 2 });
    await send('a');
    expect(receiver.received.map(({ rawBody }) => rawBody)).toEqual([
      receiver.received[0]?.rawBody,
      receiver.received[0]?.rawBody,
    ]);
    controls.setDelivery({ copies: 1, drop: ['b'] });
    expect((await send('b')).at(-1)?.state).toBe('withheld');
    controls.setDelivery({ drop: [], delayMs: 60 });
    const before = Date.now();
    await send('c');
    expect(Date.now() - before).toBeGreaterThanOrEqual(55);
    controls.setDelivery({ delayMs: 0, badSignature: true });
    await send('d');
    expect(receiver.received.map(isSigned)).toEqual([true, true, true, false]);
  });

  it('sends only what is subscribed', async () => {
    await zoom.simulator.controls.connectWebhook({ url: receiver.url, events: ['a'] });
    const states = (await send('a', 'b')).map(({ state }) => state);
    expect(states).toEqual(['delivered', 'withheld']);
  });
});

describe('url validation', () => {
  let zoom: ZoomAccount;
  let receiver: WebhookReceiver;

  beforeEach(async () => {
    zoom = await openAccount();
    receiver = await openReceiver('another secret');
  });
  afterEach(async () => {
    await zoom.close();
    await receiver.close();
  });

  it('says what was wrong, and an endpoint that fails gets no events', async () => {
    const outcome = await zoom.control('POST', '/webhook', { url: receiver.url });
    expect(outcome.body).toEqual({
      kind: 'invalid',
      reason: expect.stringContaining('encryptedToken'),
    });
    zoom.simulator.controls.sendEvent({ event: 'meeting.started', payload: {} });
    await zoom.simulator.controls.webhooksSettled();
    expect(zoom.simulator.controls.deliveries()).toMatchObject([{ state: 'no-endpoint' }]);
  });

  it('accepts a secret of its own', async () => {
    const outcome = await zoom.control('POST', '/webhook', {
      url: receiver.url,
      secret: 'another secret',
    });
    expect(outcome.body).toEqual({ kind: 'valid' });
  });

  it('disables the subscription after six failures in a row', async () => {
    await zoom.simulator.controls.connectWebhook({ url: receiver.url });
    for (let failure = 2; failure <= 6; failure += 1) {
      await zoom.simulator.controls.validateWebhook();
    }
    const { body } = await zoom.control('GET', '/state');
    const endpoint = field(field(body, 'webhook'), 'endpoint');
    expect(endpoint).toEqual({
      url: receiver.url,
      events: null,
      state: 'disabled',
      failedValidations: 6,
    });
  });

  it('reports an endpoint that is not there', async () => {
    await receiver.close();
    const outcome = await zoom.simulator.controls.connectWebhook({ url: receiver.url });
    expect(z.object({ reason: z.string() }).parse(outcome).reason).toMatch(/ECONNREFUSED/);
    receiver = await openReceiver();
  });
});

import { TABLE, UID } from '../../contracts/identifiers';
import { createSimulator, type Simulator } from '../../simulator/src';
import { bootStrapi, type BootedStrapi } from '../support/strapi';
import { waitUntil } from '../support/wait';

/** A meeting that people opened in Zoom, and whose row says that it is ours. */
describe('webhooks of a whole Zoom', () => {
  let booted: BootedStrapi;
  let zoom: Simulator;

  beforeAll(async () => {
    // A retry after five minutes comes after 100 ms.
    zoom = createSimulator({ timeScale: 1 / 3000 });
    const { url } = await zoom.listen();
    const { accountId, clientId, clientSecret, webhookSecret } = zoom.credentials;
    booted = await bootStrapi({
      zoom: {
        accountId,
        clientId,
        clientSecret,
        webhookSecretToken: webhookSecret,
        apiBaseUrl: `${url}/v2`,
        oauthBaseUrl: url,
      },
    });
  });
  afterAll(async () => {
    await booted.stop();
    await zoom.close();
  });
  afterEach(() => {
    zoom.controls.setDelivery({ copies: 1, shuffle: false, drop: [], badSignature: false });
  });

  const connection = () => booted.strapi.db.connection;
  const stateOf = async (rowId: number): Promise<string> =>
    (await booted.strapi.db.query(UID.meeting).findOne({ where: { id: rowId } })).state;
  const openEvents = () => connection()(TABLE.webhookEvent).where({ state: 'received' });
  const allDone = async (): Promise<void> => {
    await zoom.controls.webhooksSettled();
    await waitUntil(async () => (await openEvents()).length === 0, { what: 'no open events' });
  };

  const newMeeting = async ({ startsInMs }: { startsInMs: number }) => {
    const start = new Date(Date.now() + startsInMs);
    const inAnHour = `${new Date(Date.now() + 3600_000).toISOString().slice(0, 19)}Z`;
    const made = zoom.controls.createMeeting(
      { host: 'maria.keller@company.com' },
      { topic: 'Yoga', type: 2, start_time: inAnHour }
    );
    const row = await booted.strapi.db.query(UID.meeting).create({
      data: {
        zoomId: String(made.id),
        accountId: zoom.credentials.accountId,
        state: 'scheduled',
        syncState: 'synced',
        topic: 'Yoga',
        startTime: start,
        duration: 60,
        endTime: new Date(start.getTime() + 3600_000),
      },
    });
    await connection()(TABLE.zoomId).insert({
      account_id: zoom.credentials.accountId,
      zoom_id: String(made.id),
      meeting_row_id: row.id,
    });
    return { zoomId: String(made.id), rowId: Number(row.id) };
  };

  test('the receiver passes the validation of its URL', async () => {
    const url = `${booted.url}/api/webhooks/zoom`;
    expect(await zoom.controls.connectWebhook({ url })).toEqual({ kind: 'valid' });
    expect(await zoom.controls.validateWebhook()).toEqual({ kind: 'valid' });
    const wrong = await zoom.controls.connectWebhook({ url, secret: 'another' });
    expect(wrong).toMatchObject({ kind: 'invalid', reason: expect.stringContaining('401') });
    await zoom.controls.connectWebhook({ url });
  });

  test('a meeting is live while it runs; a test before its time does not end it', async () => {
    const { zoomId, rowId } = await newMeeting({ startsInMs: 24 * 3600_000 });
    zoom.controls.startMeeting(zoomId);
    await waitUntil(async () => (await stateOf(rowId)) === 'live', { what: 'a live meeting' });
    zoom.controls.endMeeting(zoomId);
    await waitUntil(async () => (await stateOf(rowId)) === 'scheduled', {
      what: 'the test to end',
    });
  });

  test('after its planned end it has ended', async () => {
    const { zoomId, rowId } = await newMeeting({ startsInMs: -2 * 3600_000 });
    zoom.controls.startMeeting(zoomId);
    await waitUntil(async () => (await stateOf(rowId)) === 'live', { what: 'a live meeting' });
    zoom.controls.endMeeting(zoomId);
    await waitUntil(async () => (await stateOf(rowId)) === 'ended', { what: 'the end' });
  });

  test('events three times over and last first end in the same row', async () => {
    const { zoomId, rowId } = await newMeeting({ startsInMs: -2 * 3600_000 });
    zoom.controls.setDelivery({ copies: 3, shuffle: true });
    const now = Date.now();
    zoom.controls.startMeeting(zoomId, { at: now - 40_000 });
    zoom.controls.endMeeting(zoomId, { at: now - 30_000 });
    const { uuid } = zoom.controls.startMeeting(zoomId, { at: now - 20_000 });
    await allDone();
    expect(
      await booted.strapi.db.query(UID.meeting).findOne({ where: { id: rowId } })
    ).toMatchObject({ state: 'live', uuid });
    zoom.controls.endMeeting(zoomId, { at: now - 10_000 });
    await allDone();
    expect(await stateOf(rowId)).toBe('ended');
  });

  test('what could not be stored comes again and is stored', async () => {
    const { zoomId, rowId } = await newMeeting({ startsInMs: 24 * 3600_000 });
    await connection().schema.renameTable(TABLE.webhookEvent, 'zm_away');
    zoom.controls.startMeeting(zoomId);
    const isRefused = () =>
      zoom.controls
        .deliveries({ event: 'meeting.started' })
        .some(({ attempts }) => attempts.some(({ status }) => status === 500));
    await waitUntil(isRefused, { what: 'a delivery answered 500' });
    await connection().schema.renameTable('zm_away', TABLE.webhookEvent);
    await waitUntil(async () => (await stateOf(rowId)) === 'live', { what: 'the repeated event' });
    zoom.controls.endMeeting(zoomId);
    await allDone();
  });

  test('participants are kept, without addresses of machines and with secrets apart', async () => {
    const { zoomId } = await newMeeting({ startsInMs: 24 * 3600_000 });
    zoom.controls.startMeeting(zoomId);
    zoom.controls.joinMeeting(zoomId, { name: 'Alice' });
    await allDone();
    const [joined] = await connection()(TABLE.webhookEvent).where({
      event: 'meeting.participant_joined',
      meeting_id: zoomId,
    });
    expect(joined).toMatchObject({ state: 'stored' });
    expect(joined.payload).toContain('Alice');
    expect(joined.payload).not.toContain('public_ip');
    zoom.controls.endMeeting(zoomId);
    await allDone();
  });

  test('a wrongly signed event is refused for good and changes nothing', async () => {
    const { zoomId, rowId } = await newMeeting({ startsInMs: 24 * 3600_000 });
    zoom.controls.setDelivery({ badSignature: true });
    zoom.controls.startMeeting(zoomId);
    await zoom.controls.webhooksSettled();
    const last = zoom.controls.deliveries({ event: 'meeting.started' }).at(-1);
    expect(last).toMatchObject({ state: 'refused', attempts: [{ status: 401 }] });
    expect(await stateOf(rowId)).toBe('scheduled');
  });
});

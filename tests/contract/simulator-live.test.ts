import { openReceiver, type WebhookReceiver } from './webhook-receiver';
import { field, openAccount, type ZoomAccount } from './zoom-account';

const HOST = 'maria.keller@company.com';
const TEN = Date.UTC(2030, 0, 15, 10);
const minutes = (count: number) => TEN + count * 60_000;

describe('a meeting taking place', () => {
  let zoom: ZoomAccount;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    zoom = await openAccount({ now: () => TEN });
    receiver = await openReceiver();
    await zoom.simulator.controls.connectWebhook({ url: receiver.url });
  });
  beforeEach(() => {
    zoom.simulator.controls.reset();
    receiver.received = [];
  });
  afterAll(async () => {
    await zoom.close();
    await receiver.close();
  });

  const create = (more: object = {}) =>
    zoom.simulator.controls.createMeeting({ host: HOST }, { topic: 'Algebra', ...more }).id;
  const sent = async (event: string) => {
    await zoom.simulator.controls.webhooksSettled();
    return receiver.received
      .filter((webhook) => webhook.event === event)
      .map(({ body }) => field(field(body, 'payload'), 'object'));
  };

  it('tells who came and went, on the wire and afterwards', async () => {
    const { controls } = zoom.simulator;
    const id = create();
    const { uuid } = controls.startMeeting(id, { at: TEN });
    controls.joinMeeting(id, { name: 'Ada', email: 'ada@example.org', at: minutes(1) });
    controls.joinMeeting(id, { name: 'Amir', email: 'amir.haddad@company.com', at: minutes(2) });
    controls.leaveMeeting(id, { name: 'Ada', at: minutes(10) });
    controls.joinMeeting(id, { name: 'Ada', at: minutes(20) });
    expect((await zoom.ask('GET', `/meetings/${id}`)).body).toMatchObject({
      status: 'started',
      uuid,
    });
    controls.endMeeting(id, { at: minutes(50) });

    const [first, amir, again] = await sent('meeting.participant_joined');
    expect(field(first, 'participant')).toMatchObject({
      user_name: 'Ada',
      email: '',
      id: '',
      participant_user_id: '',
      public_ip: expect.stringMatching(/^203\.0\.113\./),
      join_time: '2030-01-15T10:01:00Z',
    });
    expect(field(amir, 'participant')).toMatchObject({ email: 'amir.haddad@company.com' });
    const uuidOf = (object: unknown) => field(field(object, 'participant'), 'participant_uuid');
    const userIdOf = (object: unknown) => field(field(object, 'participant'), 'user_id');
    expect(uuidOf(again)).toBe(uuidOf(first));
    expect(userIdOf(again)).not.toBe(userIdOf(first));
    expect(await sent('meeting.ended')).toEqual([
      expect.objectContaining({
        id: String(id),
        uuid,
        start_time: '2030-01-15T10:00:00Z',
        end_time: '2030-01-15T10:50:00Z',
        duration: 60,
      }),
    ]);
    expect(receiver.received.at(-1)?.event).toBe('meeting.ended');

    const rows = await zoom.ask('GET', `/past_meetings/${id}/participants`);
    expect(rows.body).toMatchObject({
      total_records: 3,
      participants: [
        { name: 'Ada', duration: 540, internal_user: false, user_email: '' },
        { name: 'Amir', duration: 2880, internal_user: true },
        { name: 'Ada', duration: 1800 },
      ],
    });
    expect((await zoom.ask('GET', `/past_meetings/${id}`)).body).toMatchObject({
      duration: 50,
      participants_count: 2,
      end_time: '2030-01-15T10:50:00Z',
    });
  });

  it('keeps people waiting, and lists who waited and who went to a breakout room', async () => {
    const { controls } = zoom.simulator;
    const id = create();
    controls.startMeeting(id, { at: TEN });
    controls.waitForMeeting(id, { name: 'Ben', customerKey: 'k', at: minutes(1) });
    controls.waitForMeeting(id, { name: 'Eve', at: minutes(2) });
    controls.admitToMeeting(id, { name: 'Ben', at: minutes(5) });
    controls.stopWaiting(id, { name: 'Eve', at: minutes(6) });
    controls.moveToBreakout(id, { name: 'Ben', room: 'R1', at: minutes(10) });
    controls.returnFromBreakout(id, { name: 'Ben', at: minutes(20) });
    controls.sendToWaitingRoom(id, { name: 'Ben', at: minutes(30) });
    controls.endMeeting(id, { at: minutes(40) });

    const [waited] = await sent('meeting.participant_joined_waiting_room');
    expect(field(waited, 'participant')).toMatchObject({ date_time: '2030-01-15T10:01:00Z' });
    expect(await sent('meeting.participant_admitted')).toHaveLength(1);
    expect(await sent('meeting.participant_left_waiting_room')).toHaveLength(1);
    expect(await sent('meeting.participant_put_in_waiting_room')).toHaveLength(1);
    const [joined] = await sent('meeting.participant_joined');
    const [visit] = await sent('meeting.participant_joined_breakout_room');
    expect(field(field(visit, 'participant'), 'parent_user_id')).toBe(
      field(field(joined, 'participant'), 'user_id')
    );

    const path = `/report/meetings/${id}/participants?include_fields=registrant_id`;
    expect((await zoom.ask('GET', path)).body).toMatchObject({
      participants: [
        { name: 'Ben', status: 'in_waiting_room', duration: 240 },
        { name: 'Eve', status: 'in_waiting_room', duration: 240 },
        { name: 'Ben', status: 'in_meeting', duration: 1500, customer_key: 'k', bo_mtg_id: '' },
        { name: 'Ben', bo_mtg_id: 'R1', duration: 600, registrant_id: '' },
        { name: 'Ben', status: 'in_waiting_room', duration: 600 },
      ],
    });
  });

  it('shows the address of invitees and registrants', async () => {
    const { controls } = zoom.simulator;
    const id = create({ settings: { meeting_invitees: [{ email: 'ada@example.org' }] } });
    controls.startMeeting(id);
    expect(controls.joinMeeting(id, { name: 'Ada', email: 'ada@example.org' }).email).not.toBe('');
    const registrant = { name: 'Bo', email: 'bo@example.org', registrantId: 'r1' };
    expect(controls.joinMeeting(id, registrant).email).toBe('bo@example.org');
  });

  it('runs under a new uuid each time, and paths must encode awkward ones twice', async () => {
    const { controls } = zoom.simulator;
    const id = create();
    const uuids: string[] = [];
    for (let run = 0; run < 8; run += 1) {
      uuids.push(controls.startMeeting(id).uuid);
      controls.endMeeting(id);
    }
    expect(new Set(uuids).size).toBe(8);
    const isAwkward = (uuid: string) => uuid.startsWith('/') || uuid.includes('//');
    expect(uuids.filter(isAwkward).length).toBeGreaterThanOrEqual(3);
    for (const uuid of uuids) {
      const once = encodeURIComponent(uuid);
      const twice = encodeURIComponent(once);
      const [right, wrong] = isAwkward(uuid) ? [twice, once] : [once, twice];
      const answer = await zoom.ask('GET', `/past_meetings/${right}`);
      expect(answer).toMatchObject({ status: 200, body: { uuid, id } });
      expect((await zoom.ask('GET', `/past_meetings/${wrong}`)).status).toBe(404);
    }
    const instances = await zoom.ask('GET', `/past_meetings/${id}/instances`);
    expect(field(instances.body, 'meetings')).toHaveLength(8);
  });

  it('lets nobody in before the host, unless the meeting allows it', async () => {
    const { controls } = zoom.simulator;
    expect(() => controls.joinMeeting(create(), { name: 'Ada' })).toThrow('is not running');
    const id = create({ settings: { join_before_host: true } });
    controls.joinMeeting(id, { name: 'Ada' });
    expect(await sent('meeting.started')).toHaveLength(1);
  });

  it('lets a host run one meeting at a time, two on a business plan', () => {
    const { controls } = zoom.simulator;
    controls.startMeeting(create());
    const second = create();
    expect(() => controls.startMeeting(second)).toThrow('already running');
    controls.changeSettings({ plan: 'business' });
    controls.startMeeting(second);
    expect(() => controls.startMeeting(create())).toThrow('already running');
  });

  it('ends over the API and when the meeting is deleted', async () => {
    const { controls } = zoom.simulator;
    const [first, second] = [create(), create()];
    controls.startMeeting(first);
    expect((await zoom.ask('PUT', `/meetings/${first}/status`, { action: 'end' })).status).toBe(
      204
    );
    controls.startMeeting(second);
    controls.deleteMeeting(second);
    expect(await sent('meeting.ended')).toHaveLength(2);
  });

  it('keeps past meetings to paid accounts', async () => {
    zoom.simulator.controls.changeSettings({ plan: 'free' });
    const answer = await zoom.ask('GET', '/past_meetings/1');
    expect(answer).toMatchObject({ status: 400, body: { code: 200 } });
  });

  it('names who changed what', async () => {
    const { controls } = zoom.simulator;
    const id = create();
    await zoom.ask('PATCH', `/meetings/${id}`, { topic: 'Over the API' });
    controls.changeMeeting(id, { duration: 30 });
    await zoom.ask('PATCH', `/meetings/${id}`, { topic: 'Over the API' });
    await controls.webhooksSettled();
    const updates = receiver.received
      .filter(({ event }) => event === 'meeting.updated')
      .map(({ body }) => field(body, 'payload'));
    expect(updates).toEqual([
      expect.objectContaining({
        operator: 'john.doe@company.com',
        object: { id, topic: 'Over the API' },
        old_object: { id, topic: 'Algebra' },
        time_stamp: TEN,
      }),
      expect.objectContaining({
        operator: HOST,
        object: { id, duration: 30 },
        old_object: { id, duration: 60 },
      }),
    ]);
    const created = await sent('meeting.created');
    expect(created).toEqual([expect.objectContaining({ creation_source: 'web_portal', id })]);
  });
});

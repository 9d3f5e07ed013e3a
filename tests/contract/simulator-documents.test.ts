import { describeWithDocuments, validateEvent, validateRequest, validateResponse } from './openapi';
import { openReceiver, type ReceivedWebhook, type WebhookReceiver } from './webhook-receiver';
import { field, idOf, openAccount, type ZoomAccount } from './zoom-account';

const HOST = 'maria.keller@company.com';

/** A body with something in every corner our contract mentions. */
const FULL_BODY = {
  topic: 'Algebra, week 3',
  type: 2,
  agenda: 'Rings',
  start_time: '2030-03-01T10:00:00',
  timezone: 'Europe/Zurich',
  duration: 90,
  password: 'ring7',
  tracking_fields: [{ field: 'course', value: 'alg-1' }],
  settings: {
    host_video: true,
    join_before_host: true,
    jbh_time: 10,
    waiting_room: false,
    auto_recording: 'cloud',
    alternative_hosts: 'amir.haddad@company.com',
    meeting_invitees: [{ email: 'guest@example.org' }],
    encryption_type: 'enhanced_encryption',
  },
};

describeWithDocuments("the simulator's answers fit Zoom's OpenAPI documents", () => {
  let zoom: ZoomAccount;
  let meetingId: number;

  beforeAll(async () => {
    zoom = await openAccount();
    meetingId = idOf(await zoom.ask('POST', `/users/${HOST}/meetings`, FULL_BODY));
    zoom.simulator.controls.startMeeting(meetingId);
    zoom.simulator.controls.joinMeeting(meetingId, { name: 'Ada' });
    zoom.simulator.controls.joinMeeting(meetingId, {
      name: 'Amir',
      email: 'amir.haddad@company.com',
    });
    zoom.simulator.controls.endMeeting(meetingId);
  });

  afterAll(() => zoom.close());

  const cases: { method: string; path: string; body?: unknown }[] = [
    { method: 'POST', path: `/users/${HOST}/meetings`, body: FULL_BODY },
    {
      method: 'POST',
      path: `/users/${HOST}/meetings`,
      body: { type: 3, topic: 'Open office' },
    },
    { method: 'GET', path: '/meetings/:id' },
    { method: 'GET', path: '/meetings/:id/invitation' },
    {
      method: 'PATCH',
      path: '/meetings/:id',
      body: { topic: 'Moved', settings: { waiting_room: true } },
    },
    { method: 'GET', path: `/users/${HOST}/meetings?type=upcoming&page_size=300` },
    { method: 'GET', path: `/users/${HOST}/upcoming_meetings` },
    { method: 'GET', path: '/past_meetings/:id' },
    { method: 'GET', path: '/past_meetings/:id/instances' },
    { method: 'GET', path: '/past_meetings/:id/participants?page_size=30' },
    { method: 'GET', path: '/users?role_id=0&page_size=300' },
    { method: 'GET', path: `/users/${HOST}` },
    { method: 'GET', path: `/users/${HOST}/settings` },
    { method: 'GET', path: `/users/${HOST}/token?type=zak&ttl=60` },
    { method: 'PUT', path: '/meetings/:id/status', body: { action: 'end' } },
    { method: 'DELETE', path: '/meetings/:id?schedule_for_reminder=false' },
    { method: 'PUT', path: '/meetings/:id/status', body: { action: 'recover' } },
    { method: 'GET', path: '/meetings/123' },
    { method: 'POST', path: `/users/${HOST}/meetings`, body: { duration: 'long' } },
  ];

  it.each(cases)('$method $path', async ({ method, path, body }) => {
    const target = path.replace(':id', String(meetingId));
    const answer = await zoom.ask(method, target, body);
    expect(validateResponse(method, target, answer)).toEqual({ kind: 'valid' });
    const isLegal = answer.status < 300;
    if (isLegal) expect(validateRequest(method, target, body)).toEqual({ kind: 'valid' });
  });
});

describeWithDocuments("the simulator's webhooks fit Zoom's documents", () => {
  let zoom: ZoomAccount;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    zoom = await openAccount();
    receiver = await openReceiver();
    const { controls } = zoom.simulator;
    await controls.connectWebhook({ url: receiver.url });
    const id = idOf(await zoom.ask('POST', `/users/${HOST}/meetings`, FULL_BODY));
    await zoom.ask('PATCH', `/meetings/${id}`, { topic: 'Moved', settings: { jbh_time: 5 } });
    controls.changeMeeting(id, {
      start_time: '2030-03-02T10:00:00Z',
      recurrence: { type: 2, weekly_days: '2' },
    });
    controls.startMeeting(id);
    controls.joinMeeting(id, { name: 'Ada', customerKey: 'learner-1' });
    controls.joinMeeting(id, { name: 'Amir', email: 'amir.haddad@company.com' });
    controls.leaveMeeting(id, { name: 'Ada' });
    controls.endMeeting(id);
    controls.deleteMeeting(id);
    controls.recoverMeeting(id);
    await controls.webhooksSettled();
  });

  afterAll(async () => {
    await zoom.close();
    await receiver.close();
  });

  it.each([
    'meeting.created',
    'meeting.updated',
    'meeting.deleted',
    'meeting.recovered',
    'meeting.started',
    'meeting.ended',
    'meeting.participant_joined',
    'meeting.participant_left',
  ])('%s', (event) => {
    const sent = receiver.received.filter((webhook) => webhook.event === event);
    expect(sent.length).toBeGreaterThan(0);
    for (const { body } of sent) expect(validateEvent(body)).toEqual({ kind: 'valid' });
  });

  it('sends the id as text for what happens live, and as a number for what is planned', () => {
    const typeOfId = ({ body }: ReceivedWebhook) =>
      typeof field(field(field(body, 'payload'), 'object'), 'id');
    const types = Object.fromEntries(receiver.received.map((one) => [one.event, typeOfId(one)]));
    expect(types).toEqual({
      'meeting.created': 'number',
      'meeting.updated': 'number',
      'meeting.deleted': 'number',
      'meeting.recovered': 'number',
      'meeting.started': 'string',
      'meeting.ended': 'string',
      'meeting.participant_joined': 'string',
      'meeting.participant_left': 'string',
    });
  });
});

describeWithDocuments('the check against the documents', () => {
  it.each<[string, unknown, string]>([
    ['a topic that is too long', { topic: 'x'.repeat(201) }, '/topic'],
    ['a wrong enum', { settings: { auto_recording: 'sometimes' } }, '/settings/auto_recording'],
    ['a misspelled field', { settings: { waitingroom: true } }, 'settings.waitingroom'],
  ])('finds %s', (_name, body, place) => {
    const verdict = validateRequest('POST', '/users/a/meetings', body);
    expect(verdict).toEqual({ kind: 'invalid', problems: [expect.stringContaining(place)] });
  });

  it('accepts local times and several weekdays, which the documents refuse by mistake', () => {
    const body = {
      type: 8,
      start_time: '2030-03-01T10:00:00',
      recurrence: { type: 2, weekly_days: '2,4' },
    };
    expect(validateRequest('POST', '/users/a/meetings', body)).toEqual({ kind: 'valid' });
  });

  it('knows no path that Zoom has not', () => {
    expect(validateRequest('GET', '/meeting/1')).toEqual({
      kind: 'undocumented',
      what: 'GET /meeting/1',
    });
  });

  it('finds an unknown query parameter', () => {
    expect(validateRequest('GET', '/users?size=3')).toEqual({
      kind: 'invalid',
      problems: ['undocumented query parameter size'],
    });
  });
});

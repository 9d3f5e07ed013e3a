import { describeWithDocuments, validateEvent, validateRequest, validateResponse } from './openapi';
import { openReceiver, type WebhookReceiver } from './webhook-receiver';
import { field, idOf, openAccount, refusal, type ZoomAccount } from './zoom-account';

const HOST = 'maria.keller@company.com';
const ann = { email: 'ann@students.example', first_name: 'Ann', last_name: 'Bee' };
const newMeeting = async (zoom: ZoomAccount, more: object = {}, host = HOST): Promise<number> =>
  idOf(
    await zoom.ask('POST', `/users/${host}/meetings`, {
      topic: 'Algebra',
      type: 2,
      start_time: '2031-03-01T10:00:00Z',
      settings: { approval_type: 0 },
      ...more,
    })
  );

describeWithDocuments('the simulator’s registrants fit Zoom’s documents', () => {
  let zoom: ZoomAccount;
  let receiver: WebhookReceiver;
  let id: number;
  let manual: number;

  beforeAll(async () => {
    zoom = await openAccount();
    receiver = await openReceiver();
    await zoom.simulator.controls.connectWebhook({ url: receiver.url });
    id = await newMeeting(zoom);
    manual = await newMeeting(zoom, { settings: { approval_type: 1 } });
  });
  afterAll(async () => {
    await zoom.close();
    await receiver.close();
  });

  const cases: { method: string; path: string; body?: unknown; status: number }[] = [
    { method: 'POST', path: '/meetings/:id/registrants', body: ann, status: 201 },
    {
      method: 'POST',
      path: '/meetings/:id/batch_registrants',
      body: {
        auto_approve: true,
        registrants_confirmation_email: false,
        registrants: [ann, { email: 'bob@students.example', first_name: 'Bob' }],
      },
      status: 201,
    },
    {
      method: 'POST',
      path: '/meetings/:manual/registrants',
      body: { ...ann, custom_questions: [{ title: 'Level', value: 'beginner' }] },
      status: 201,
    },
    { method: 'GET', path: '/meetings/:id/registrants?page_size=300&status=approved', status: 200 },
    { method: 'GET', path: '/meetings/:manual/registrants?status=pending', status: 200 },
    {
      method: 'PUT',
      path: '/meetings/:manual/registrants/status',
      body: { action: 'approve', registrants: [{ email: ann.email }] },
      status: 204,
    },
    {
      method: 'PUT',
      path: '/meetings/:manual/registrants/status',
      body: { action: 'deny', registrants: [{ email: ann.email }] },
      status: 204,
    },
    {
      method: 'PUT',
      path: '/meetings/:id/registrants/status',
      body: { action: 'cancel', registrants: [{ email: ann.email }] },
      status: 204,
    },
    { method: 'GET', path: '/meetings/:manual', status: 200 },
  ];
  it.each(cases)('$method $path', async ({ method, path, body, status }) => {
    const target = path.replace(':id', String(id)).replace(':manual', String(manual));
    const answer = await zoom.ask(method, target, body);
    expect(answer.status).toBe(status);
    expect(validateResponse(method, target, answer)).toEqual({ kind: 'valid' });
    expect(validateRequest(method, target, body)).toEqual({ kind: 'valid' });
  });

  it('DELETE of one', async () => {
    await zoom.ask('POST', `/meetings/${id}/registrants`, {
      email: 'gone@students.example',
      first_name: 'Gone',
    });
    const [gone] = zoom.simulator.controls
      .registrants(id)
      .filter(({ email }) => email === 'gone@students.example');
    const path = `/meetings/${id}/registrants/${gone?.id}`;
    const answer = await zoom.ask('DELETE', path);
    expect(answer.status).toBe(204);
    expect(validateResponse('DELETE', path, answer)).toEqual({ kind: 'valid' });
    expect(refusal(await zoom.ask('DELETE', path))).toEqual({ status: 400, code: 300 });
  });

  it.each([
    'meeting.registration_created',
    'meeting.registration_approved',
    'meeting.registration_denied',
    'meeting.registration_cancelled',
  ])('%s', async (event) => {
    await zoom.simulator.controls.webhooksSettled();
    const sent = receiver.received.filter((webhook) => webhook.event === event);
    expect(sent.length).toBeGreaterThan(0);
    for (const { body } of sent) expect(validateEvent(body)).toEqual({ kind: 'valid' });
  });
});

describe('the simulator’s registrants', () => {
  let zoom: ZoomAccount;
  let id: number;
  const path = (rest: string) => `/meetings/${id}/${rest}`;
  const batch = (emails: string[]) =>
    zoom.ask('POST', path('batch_registrants'), {
      registrants: emails.map((email) => ({ email, first_name: 'A' })),
    });
  const listed = async (status = 'approved'): Promise<string[]> => {
    const { body } = await zoom.ask('GET', path(`registrants?status=${status}`));
    return (field(body, 'registrants') as { email: string }[]).map(({ email }) => email);
  };

  beforeEach(async () => {
    zoom = await openAccount();
    id = await newMeeting(zoom);
  });
  afterEach(() => zoom.close());

  it('are one for each address, in whatever case', async () => {
    const first = await zoom.ask('POST', path('registrants'), ann);
    const again = await zoom.ask('POST', path('registrants'), {
      ...ann,
      email: ann.email.toUpperCase(),
    });
    expect(field(again.body, 'registrant_id')).toBe(field(first.body, 'registrant_id'));
    expect(await listed()).toEqual([ann.email]);
  });

  it('are added three times a day and no more, in a batch nobody then', async () => {
    for (let time = 0; time < 3; time += 1) {
      expect((await zoom.ask('POST', path('registrants'), ann)).status).toBe(201);
    }
    const refused = await batch(['bob@students.example', ann.email]);
    expect(refused.status).toBe(429);
    expect(field(refused.body, 'message')).toContain(`for the registrant (${ann.email})`);
    expect(await listed()).toEqual([ann.email]);
    zoom.simulator.controls.advanceClock(86_400_000);
    zoom.forgetToken();
    expect((await batch([ann.email])).status).toBe(201);
  });

  it('change their status ten times a day and no more', async () => {
    await zoom.ask('POST', path('registrants'), ann);
    const decide = (action: string) =>
      zoom.ask('PUT', path('registrants/status'), { action, registrants: [{ email: ann.email }] });
    const statuses: number[] = [];
    for (let time = 0; time < 11; time += 1) {
      statuses.push((await decide(time % 2 === 0 ? 'deny' : 'approve')).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(204), 429]);
  });

  it('are refused where Zoom refuses them', async () => {
    expect(refusal(await batch([HOST]))).toEqual({ status: 400, code: 3027 });
    const many = Array.from({ length: 31 }, (_, one) => `s${one}@students.example`);
    expect(refusal(await batch(many))).toEqual({ status: 400, code: 300 });
    const open = await newMeeting(zoom, { settings: {} });
    expect(refusal(await zoom.ask('POST', `/meetings/${open}/registrants`, ann))).toEqual({
      status: 400,
      code: 404,
    });
    const basic = await newMeeting(zoom, {}, 'ben.basic@company.com');
    expect(refusal(await zoom.ask('POST', `/meetings/${basic}/registrants`, ann))).toEqual({
      status: 400,
      code: 200,
    });
    expect(refusal(await zoom.ask('POST', '/meetings/81234567890/registrants', ann))).toEqual({
      status: 404,
      code: 1001,
    });
    expect(refusal(await zoom.ask('GET', '/meetings/81234567890/registrants'))).toEqual({
      status: 404,
      code: 3001,
    });
  });

  it('wait for the host where the meeting asks a person', async () => {
    const { controls } = zoom.simulator;
    await zoom.ask('PATCH', `/meetings/${id}`, { settings: { approval_type: 1 } });
    controls.registerOnPage(id, { email: ann.email, firstName: 'Ann' });
    expect(await listed('pending')).toEqual([ann.email]);
    await zoom.ask('POST', path('batch_registrants'), {
      auto_approve: true,
      registrants: [{ email: 'bob@students.example', first_name: 'Bob' }],
    });
    expect(await listed()).toEqual(['bob@students.example']);
    controls.decideInPortal(id, { email: ann.email, action: 'approve' });
    expect(await listed()).toEqual([ann.email, 'bob@students.example']);
    controls.decideInPortal(id, { email: ann.email, action: 'cancel' });
    for (const status of ['approved', 'pending', 'denied']) {
      expect(await listed(status)).not.toContain(ann.email);
    }
  });
});

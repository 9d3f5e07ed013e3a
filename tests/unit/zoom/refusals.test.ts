import { clientOf, errorOf, openDoor, type Door } from './door';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door.close());

const host = 'maria@company.com';
const startTime = new Date('2026-03-12T15:00:00Z');
const tracking = { 'x-zm-trackingid': 'v=2.0;clid=us06;rid=WEB_0123' };

const refuse = async (
  status: number,
  json: unknown,
  body: Record<string, unknown> = { topic: 'x' }
): Promise<unknown> => {
  door.answer({ status, json, headers: tracking });
  return errorOf(clientOf(door).zoom.createMeeting({ host, startTime, body }));
};

describe('a refusal of Zoom', () => {
  it.each([400, 401, 403])('names the missing scopes (%i)', async (status) => {
    const message =
      'Invalid access token, does not contain scopes:[meeting:write:meeting, meeting:write:meeting:admin].';
    expect(await refuse(status, { code: 4711, message })).toMatchObject({
      name: 'ZoomScopeError',
      retry: 'never',
      reach: 'account',
      scopes: ['meeting:write:meeting', 'meeting:write:meeting:admin'],
      message: expect.stringMatching(/lacks a scope \(meeting:write:meeting or .*Marketplace/),
    });
  });

  it('of a scope makes the next call use a new token', async () => {
    const { zoom } = clientOf(door);
    door.answer({ status: 400, json: { code: 4711, message: 'scopes' } });
    await errorOf(zoom.getMeeting({ id: '1' }));
    await errorOf(zoom.getMeeting({ id: '1' }));
    expect(door.tokenCalls).toHaveLength(2);
  });

  it.each([
    [401, 104],
    [400, 4700],
  ])('knows the older codes for a missing scope (%i, %i)', async (status, code) => {
    expect(await refuse(status, { code, message: 'x' })).toMatchObject({ name: 'ZoomScopeError' });
  });

  it.each([
    ['an unknown user', { status: 404, code: 1001, message: 'User does not exist.' }, /invite/],
    ['another account’s user', { status: 400, code: 1010, message: 'Not ours.' }, /invite/],
    ['a user without licence', { status: 400, code: 3161, message: 'Not allowed.' }, /licence/],
    ['a user who may not', { status: 400, code: 3000, message: 'You cannot schedule' }, /licence/],
  ])('of %s is about the host', async (_name, { status, ...json }, advice) => {
    const error = await refuse(status, json);
    expect(error).toMatchObject({
      name: 'ZoomHostError',
      retry: 'never',
      reach: 'host',
      code: json.code,
    });
    expect(error).toHaveProperty('message', expect.stringMatching(advice));
  });

  it('of `schedule_for` is about that field, not about the host', async () => {
    const message = 'You cannot schedule a meeting for tom@company.com';
    const body = { schedule_for: 'tom@company.com' };
    expect(await refuse(400, { code: 3000, message }, body)).toMatchObject({
      name: 'ZoomRefusedError',
      reach: 'meeting',
      code: 3000,
    });
  });

  it('names each field that was refused', async () => {
    const errors = [
      { field: 'settings.auto_recording', message: 'Invalid field.' },
      { field: 'timezone', message: 'Invalid field.' },
    ];
    expect(await refuse(400, { code: 300, message: 'Validation Failed.', errors })).toMatchObject({
      name: 'ZoomRefusedError',
      retry: 'never',
      reach: 'meeting',
      fields: errors,
      method: 'POST',
      path: '/users/maria%40company.com/meetings',
      status: 400,
      code: 300,
      trackingId: tracking['x-zm-trackingid'],
      reason: 'Validation Failed. settings.auto_recording: Invalid field. timezone: Invalid field.',
      message: expect.stringMatching(/^Zoom refused to create a meeting for maria@company.com: /),
    });
  });

  it.each([
    ['no permission', { status: 400, code: 200, message: 'No permission.' }],
    ['a paid feature', { status: 400, code: 200, message: 'Only for paid accounts.' }],
    ['shared access', { status: 403, code: 403, message: 'Access not permitted.' }],
    ['a code nobody knows', { status: 400, code: 98765, message: 'Something new.' }],
  ])('of %s is the meeting’s, with Zoom’s own words', async (_name, { status, ...json }) => {
    expect(await refuse(status, json)).toMatchObject({
      name: 'ZoomRefusedError',
      retry: 'never',
      reach: 'meeting',
      code: json.code,
      message: expect.stringContaining(json.message),
    });
  });

  it('of the address says what to configure', async () => {
    const message = 'This API endpoint is not recognized.';
    expect(await refuse(400, { code: 2300, message })).toMatchObject({
      reach: 'account',
      message: expect.stringContaining('apiBaseUrl'),
    });
  });

  it.each([404, 400])(
    'knows a meeting that is gone by its code (%i), in any language',
    async (status) => {
      door.answer({ status, json: { code: 3001, message: 'Конференция не существует' } });
      expect(await errorOf(clientOf(door).zoom.getMeeting({ id: '7' }))).toMatchObject({
        name: 'ZoomMeetingGoneError',
        retry: 'never',
        reach: 'meeting',
      });
    }
  );

  it('shows no e-mail address of others, no link, and one line only', async () => {
    const message =
      'Bad\nregistrant student@school.test at https://zoom.us/w/1?tk=secret for maria@company.com';
    expect(await refuse(400, { code: 300, message })).toHaveProperty(
      'reason',
      'Bad registrant [removed] at [removed] for maria@company.com.'
    );
  });
});

describe('an answer that is none of Zoom’s', () => {
  it.each([
    ['a page', { text: '<html>Sign in to the hotel’s Wi-Fi</html>' }],
    ['a redirect', { status: 302, headers: { location: 'https://elsewhere.test/' } }],
    ['nothing', { status: 200 }],
  ])('is told from a meeting: %s', async (_name, reply) => {
    door.answer(reply);
    expect(await errorOf(clientOf(door).zoom.getMeeting({ id: '1' }))).toMatchObject({
      name: 'ZoomAnswerError',
      retry: 'later',
      message: expect.stringContaining('apiBaseUrl'),
    });
    expect(door.calls).toHaveLength(1);
  });

  it('names the field that is wrong, and not its value', async () => {
    door.answer({
      json: { id: 1, uuid: 'u', host_id: 'h', type: 2, join_url: 1234567, start_time: 'whenever' },
    });
    const error = await errorOf(clientOf(door).zoom.getMeeting({ id: '1' }));
    expect(error).toMatchObject({ name: 'ZoomAnswerError' });
    expect(error).toHaveProperty('fields', [
      { field: 'start_time', message: expect.any(String) },
      { field: 'join_url', message: expect.any(String) },
    ]);
    expect(String(error)).not.toMatch(/1234567|whenever/);
  });

  it('to a create may hide a meeting that was made', async () => {
    door.answer({ status: 201, json: { id: 1 } });
    expect(
      await errorOf(clientOf(door).zoom.createMeeting({ host, startTime, body: {} }))
    ).toMatchObject({
      name: 'ZoomUnknownOutcomeError',
      retry: 'after-lookup',
      unknownOutcome: 'dropped',
    });
  });
});

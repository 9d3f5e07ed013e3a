import {
  ZoomAnswerError,
  ZoomAuthenticationError,
  ZoomUnavailableError,
} from '../../../server/src/zoom';
import { clientOf, CREDENTIALS, errorOf, MEETING, openDoor, type Door } from './door';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
  door.answer({ json: MEETING });
});
afterEach(() => door.close());

const bearers = () => door.calls.map(({ headers }) => headers.authorization);

describe('the access token', () => {
  it('is asked for with the grant in the body and the credentials as Basic', async () => {
    await clientOf(door, { pluginVersion: '1.2.3' }).zoom.getMeeting({ id: '1' });
    const [call] = door.tokenCalls;
    expect(call).toMatchObject({
      method: 'POST',
      path: '/oauth/token',
      body: 'grant_type=account_credentials&account_id=account-1',
    });
    expect(call?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('client-1:the-client-secret').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'strapi-plugin-zoom/1.2.3',
    });
  });

  it('is fetched once for calls that come together, and kept', async () => {
    const { zoom } = clientOf(door);
    await Promise.all(['1', '2', '3'].map((id) => zoom.getMeeting({ id })));
    await zoom.getMeeting({ id: '4' });
    expect(door.tokenCalls).toHaveLength(1);
  });

  it('is renewed when less than a minute is left, not before', async () => {
    let now = new Date('2026-03-10T15:30:00Z');
    const { zoom } = clientOf(door, { clock: () => now });
    await zoom.getMeeting({ id: '1' });
    now = new Date('2026-03-10T16:28:59Z');
    await zoom.getMeeting({ id: '1' });
    expect(door.tokenCalls).toHaveLength(1);
    now = new Date('2026-03-10T16:29:00Z');
    await zoom.getMeeting({ id: '1' });
    expect(door.tokenCalls).toHaveLength(2);
  });

  it('is replaced once when Zoom refuses it, and the call is sent once more', async () => {
    const refused = { status: 401, json: { code: 124, message: 'Access token is expired.' } };
    door.answer(refused, { json: MEETING });
    await expect(clientOf(door).zoom.getMeeting({ id: '1' })).resolves.toBeDefined();
    expect(door.tokenCalls).toHaveLength(2);
    expect(new Set(bearers()).size).toBe(2);
  });

  it('is not replaced again for a call that is refused with the new one', async () => {
    door.answer({ status: 401, json: { code: 124, message: 'Invalid access token.' } });
    const error = await errorOf(clientOf(door).zoom.getMeeting({ id: '1' }));
    expect(error).toBeInstanceOf(ZoomAuthenticationError);
    expect(error).toMatchObject({
      retry: 'never',
      reach: 'account',
      status: 401,
      code: 124,
      message: expect.stringMatching(/^Failed to authenticate with Zoom: .*still activated/),
    });
    expect(door.tokenCalls).toHaveLength(2);
    expect(door.calls).toHaveLength(2);
  });

  it('is replaced once for many calls refused at the same time', async () => {
    const old = clientOf(door).zoom;
    await old.getMeeting({ id: '1' });
    door.answer(({ headers }) =>
      headers.authorization?.endsWith('-1')
        ? { status: 401, json: { code: 124, message: 'Invalid access token.' } }
        : { json: MEETING }
    );
    await Promise.all(['1', '2', '3', '4'].map((id) => old.getMeeting({ id })));
    expect(door.tokenCalls).toHaveLength(2);
  });

  it('goes with the credentials it was made for', async () => {
    let credentials = CREDENTIALS;
    const { zoom } = clientOf(door, { credentials: () => credentials });
    await zoom.getMeeting({ id: '1' });
    credentials = { ...CREDENTIALS, accountId: 'account-2' };
    await zoom.getMeeting({ id: '1' });
    expect(door.tokenCalls.map(({ body }) => body.split('=').at(-1))).toEqual([
      'account-1',
      'account-2',
    ]);
  });

  it('is fetched anew after it was forgotten, and for scopes on request', async () => {
    const { zoom } = clientOf(door);
    expect(await zoom.grantedScopes()).toEqual(['meeting:write:admin', 'user:read:admin']);
    await zoom.grantedScopes();
    expect(door.tokenCalls).toHaveLength(1);
    zoom.forgetToken();
    await zoom.grantedScopes();
    await zoom.grantedScopes({ fresh: true });
    expect(door.tokenCalls).toHaveLength(3);
  });

  it('says where the API lives, unless that is configured', async () => {
    await clientOf(door).zoom.getMeeting({ id: '1' });
    await clientOf(door, { apiBaseUrl: `${door.url}/elsewhere/v2/` }).zoom.getMeeting({ id: '1' });
    expect(door.calls.map(({ path }) => path)).toEqual([
      '/v2/meetings/1',
      '/elsewhere/v2/meetings/1',
    ]);
  });
});

describe('a refused token request', () => {
  it.each([
    ['Invalid client_id or client_secret', 'invalid_client', /Check client id and client secret/],
    ['Account does not exist', 'invalid_request', /Check the account id/],
    [
      'Account does not enabled the OAuth app type',
      'invalid_request',
      /Check that the app is activated/,
    ],
    ['unsupported grant type', 'unsupported_grant_type', /type Server-to-Server OAuth/],
    ['Bad Request', 'invalid_request', /Check account id, client id and client secret/],
  ])('"%s" says what to check', async (reason, error, advice) => {
    door.answerToken({ status: 400, json: { reason, error } });
    const caught = await errorOf(clientOf(door).zoom.getMeeting({ id: '1' }));
    expect(caught).toBeInstanceOf(ZoomAuthenticationError);
    expect(caught).toMatchObject({ retry: 'never', reach: 'account', status: 400, code: error });
    expect(caught).toHaveProperty('message', expect.stringMatching(advice));
    expect(caught).toHaveProperty(
      'message',
      expect.stringContaining(`Failed to authenticate with Zoom: ${reason}.`)
    );
    expect(door.tokenCalls).toHaveLength(1);
    expect(door.calls).toHaveLength(0);
  });

  it('is a verdict also without Zoom’s envelope, and with 401', async () => {
    door.answerToken({ status: 401, text: 'no' });
    const error = await errorOf(clientOf(door).zoom.getUser({ idOrEmail: 'a@b.de' }));
    expect(error).toMatchObject({ name: 'ZoomAuthenticationError', retry: 'never', status: 401 });
  });

  it('is not needed to see that nothing was entered', async () => {
    const error = await errorOf(
      clientOf(door, { credentials: () => null }).zoom.getMeeting({ id: '1' })
    );
    expect(error).toBeInstanceOf(ZoomAuthenticationError);
    expect(error).toMatchObject({
      reach: 'account',
      message: expect.stringContaining('Settings → Zoom'),
    });
    expect(door.tokenCalls).toHaveLength(0);
  });

  it.each([429, 500, 503])('passes when it is a %i', async (status) => {
    door.answerToken({ status, headers: { 'retry-after': '3600' } });
    const error = await errorOf(clientOf(door).zoom.getMeeting({ id: '1' }));
    expect(error).toBeInstanceOf(ZoomUnavailableError);
    expect(error).toMatchObject({
      retry: 'later',
      reach: 'meeting',
      retryAt: new Date('2026-03-10T16:30:00Z'),
    });
  });

  it('does not stay: the next call asks again', async () => {
    door.answerToken({ status: 400, json: { reason: 'Bad Request', error: 'invalid_request' } });
    const { zoom } = clientOf(door);
    await errorOf(zoom.getMeeting({ id: '1' }));
    await expect(zoom.getMeeting({ id: '1' })).resolves.toBeDefined();
  });

  it.each([
    ['a page of somebody else', { text: '<html>Log in</html>' }],
    ['JSON without a token', { json: { expires_in: 3600 } }],
    ['a redirect', { status: 302, headers: { location: 'https://elsewhere.test' } }],
  ])('tells %s from a token', async (_name, reply) => {
    door.answerToken(reply);
    const error = await errorOf(clientOf(door).zoom.getMeeting({ id: '1' }));
    expect(error).toBeInstanceOf(ZoomAnswerError);
    expect(error).toHaveProperty('message', expect.stringContaining('oauthBaseUrl'));
  });
});

import { field, openAccount, refusal, requestToken, type ZoomAccount } from './zoom-account';

describe('token endpoint', () => {
  let zoom: ZoomAccount;

  beforeAll(async () => {
    zoom = await openAccount();
  });
  beforeEach(() => zoom.simulator.controls.reset());
  afterAll(() => zoom.close());

  it('grants an hour, space-separated scopes and the address of the API', async () => {
    const { status, body } = await requestToken(zoom.simulator);
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 3600,
      scope: expect.stringContaining(
        'meeting:write:meeting:admin meeting:read:list_meetings:admin'
      ),
      api_url: zoom.simulator.url,
    });
  });

  it.each([
    ['a wrong secret', { clientSecret: 'wrong' }, 'invalid_client'],
    ['another grant', { form: { grant_type: 'password' } }, 'unsupported_grant_type'],
    [
      'an unknown account',
      { form: { grant_type: 'account_credentials', account_id: 'nobody' } },
      'invalid_request',
    ],
    ['no account', { form: { grant_type: 'account_credentials' } }, 'invalid_request'],
    ['no grant', { form: {} }, 'invalid_request'],
    ['a body that is no form', { contentType: 'text/plain' }, 'invalid_request'],
  ])('refuses %s with 400 and its own envelope', async (_name, change, error) => {
    const answer = await requestToken(zoom.simulator, change);
    expect(answer).toMatchObject({ status: 400, body: { error, reason: expect.any(String) } });
  });

  it('refuses the grant in the query string unless told to accept it', async () => {
    const inQuery = {
      form: {},
      query: '?grant_type=account_credentials&account_id=sim-account',
    };
    expect((await requestToken(zoom.simulator, inQuery)).status).toBe(400);
    expect(zoom.simulator.controls.unexpected()).toEqual([
      expect.objectContaining({ why: expect.stringContaining('query string') }),
    ]);
    zoom.simulator.controls.changeSettings({ allowQueryGrant: true });
    expect((await requestToken(zoom.simulator, inQuery)).status).toBe(200);
  });

  it('keeps earlier tokens valid, or only the newest', async () => {
    const asks = async (token: string) => {
      const response = await fetch(`${zoom.simulator.url}/v2/users`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return response.status;
    };
    const first = await zoom.token();
    await zoom.token();
    expect(await asks(first)).toBe(200);
    zoom.simulator.controls.changeSettings({ newestTokenOnly: true });
    const newest = await zoom.token();
    expect([await asks(first), await asks(newest)]).toEqual([401, 200]);
  });

  it('says 401 with code 124 for expired and revoked tokens', async () => {
    await zoom.ask('GET', '/users');
    zoom.simulator.controls.advanceClock(3600_000);
    const expired = await zoom.ask('GET', '/users');
    expect(refusal(expired)).toEqual({ status: 401, code: 124 });
    expect(field(expired.body, 'message')).toBe('Access token is expired.');
    zoom.simulator.controls.revokeTokens();
    expect(refusal(await zoom.ask('GET', '/users'))).toEqual({ status: 401, code: 124 });
  });
});

describe('scopes', () => {
  const missing = {
    code: 4711,
    message:
      'Invalid access token, does not contain scopes:[meeting:write:meeting, meeting:write:meeting:admin].',
  };
  const create = (zoom: ZoomAccount) => zoom.ask('POST', '/users/me/meetings', { topic: 'T' });

  it.each([
    ['nothing that fits', ['user:read:user:admin'], 400],
    ['the granular scope', ['meeting:write:meeting:admin'], 201],
    ['the classic scope', ['meeting:write:admin'], 201],
    ['the granular scope of user-level apps', ['meeting:write:meeting'], 400],
  ])('an app with %s', async (_name, scopes, status) => {
    const zoom = await openAccount({ scopes });
    const answer = await create(zoom);
    await zoom.close();
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body).toEqual(missing);
  });

  it('a change needs a new token', async () => {
    const zoom = await openAccount({ scopes: [] });
    expect((await create(zoom)).status).toBe(400);
    zoom.simulator.controls.changeScopes(['meeting:write:meeting:admin']);
    expect((await create(zoom)).status).toBe(400);
    const token = await zoom.token();
    const response = await fetch(`${zoom.simulator.url}/v2/users/me/meetings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    await zoom.close();
    expect(response.status).toBe(201);
  });
});

import { config, readConfig } from '../../server/src/config';

const defaults = (environment: Record<string, string> = {}) =>
  config.default({ env: (name) => environment[name] });

const problem = (changes: Record<string, unknown>): string => {
  try {
    config.validator({ ...defaults(), ...changes });
  } catch (error) {
    return String(error);
  }
  return '';
};

const read = (values: unknown) =>
  readConfig({ config: { get: (path) => (path === 'plugin::zoom' ? values : undefined) } });

describe('defaults', () => {
  it('are those of the reference', () => {
    expect(read(defaults())).toEqual({
      apiBaseUrl: undefined,
      oauthBaseUrl: 'https://zoom.us',
      active: true,
      plan: 'pro',
      queue: { driver: 'database', worker: true },
      listCacheSeconds: 15,
      sessions: {},
      courseSession: { visible: true },
      recordings: { hosts: [] },
    });
  });

  it('come from the environment', () => {
    const values = defaults({
      ZOOM_API_BASE_URL: 'http://localhost:4010/v2/',
      ZOOM_OAUTH_BASE_URL: ' http://localhost:4010 ',
      ZOOM_ACCOUNT_ID: 'acc',
      ZOOM_CLIENT_ID: 'cid',
      ZOOM_CLIENT_SECRET: 'csec',
      ZOOM_WEBHOOK_SECRET_TOKEN: 'wst',
      ZOOM_SDK_KEY: 'sk',
      ZOOM_SDK_SECRET: 'ss',
      ZOOM_ENCRYPTION_KEY: 'enc',
      ZOOM_ACTIVE: 'false',
      ZOOM_INSTALLATION: 'staging',
      ZOOM_PLAN: 'business',
      ZOOM_QUEUE_DRIVER: 'database',
      ZOOM_WORKER: '0',
      ZOOM_LIST_CACHE_SECONDS: '2.5',
    });
    expect(read(values)).toEqual({
      apiBaseUrl: 'http://localhost:4010/v2',
      oauthBaseUrl: 'http://localhost:4010',
      accountId: 'acc',
      clientId: 'cid',
      clientSecret: 'csec',
      webhookSecretToken: 'wst',
      sdkKey: 'sk',
      sdkSecret: 'ss',
      encryptionKey: 'enc',
      active: false,
      installation: 'staging',
      plan: 'business',
      queue: { driver: 'database', worker: false },
      listCacheSeconds: 2.5,
      sessions: {},
      courseSession: { visible: true },
      recordings: { hosts: [] },
    });
  });

  it('take an empty variable as unset', () => {
    const values = defaults({ ZOOM_ACCOUNT_ID: '', ZOOM_PLAN: ' ', ZOOM_ACTIVE: '' });
    expect(read(values)).toMatchObject({ accountId: undefined, plan: 'pro', active: true });
  });

  it('are overridden by config/plugins, where empty means unset too', () => {
    const values = { ...defaults({ ZOOM_ACCOUNT_ID: 'acc' }), accountId: '', clientId: null };
    expect(read(values)).toMatchObject({ accountId: undefined, clientId: undefined });
  });
});

describe('a wrong value stops the boot', () => {
  it.each([
    [
      'plan',
      { plan: 'premium' },
      /zoom\.config\.plan is a string \("premium"\).*"free", "pro" or "business".*ZOOM_PLAN/,
    ],
    ['plan', { plan: 3 }, /zoom\.config\.plan is a number; .*"pro"/],
    [
      'active',
      { active: 'maybe' },
      /zoom\.config\.active is a string \("maybe"\).*true or false.*ZOOM_ACTIVE/,
    ],
    ['active', { active: null }, /zoom\.config\.active is null/],
    [
      'apiBaseUrl',
      { apiBaseUrl: 'api.zoom.us' },
      /zoom\.config\.apiBaseUrl is a string; .*https:\/\/api\.zoom\.us\/v2/,
    ],
    ['apiBaseUrl', { apiBaseUrl: 42 }, /zoom\.config\.apiBaseUrl is a number/],
    ['oauthBaseUrl', { oauthBaseUrl: ['x'] }, /zoom\.config\.oauthBaseUrl is an array/],
    ['accountId', { accountId: 12345 }, /zoom\.config\.accountId is a number; accepted is a text/],
    ['installation', { installation: 'x'.repeat(256) }, /zoom\.config\.installation .*at most 255/],
    ['queue', { queue: 'database' }, /zoom\.config\.queue is a string; accepted is an object/],
    [
      'queue.worker',
      { queue: { driver: 'database', worker: 'no' } },
      /zoom\.config\.queue\.worker is a string/,
    ],
    [
      'queue.driver',
      { queue: { driver: 'redis', worker: true } },
      /zoom\.config\.queue\.driver is a string \("redis"\); accepted is "database".*ZOOM_QUEUE_DRIVER/,
    ],
    [
      'queue.driver',
      { queue: { driver: 'bullmq', worker: true } },
      /zoom\.config\.queue\.driver "bullmq" is not available in this version/,
    ],
    [
      'listCacheSeconds',
      defaults({ ZOOM_LIST_CACHE_SECONDS: 'often' }),
      /zoom\.config\.listCacheSeconds is a string; .*0 to 300.*ZOOM_LIST_CACHE_SECONDS/,
    ],
    ['listCacheSeconds', { listCacheSeconds: 301 }, /zoom\.config\.listCacheSeconds is a number/],
    ['sessions', { sessions: [] }, /zoom\.config\.sessions is an array; accepted is an object/],
    [
      'sessions',
      { sessions: { 'api::event.event': 'title' } },
      /zoom\.config\.sessions\['api::event\.event'\] is a string; accepted is an object such as/,
    ],
    [
      'courseSession',
      { courseSession: { visible: 1 } },
      /zoom\.config\.courseSession\.visible is a number; accepted is true or false/,
    ],
  ])('%s', (_key, changes, message) => {
    expect(problem(changes)).toMatch(message);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['topic', { topic: 7 }, ['.topic is a number', "'title'", '{course.title}: {title}']],
    ['a path', { startTime: 'starts at' }, ['.startTime is a string', 'datetime attribute']],
    ['no start', { startTime: undefined }, ['.startTime is nothing', "'startsAt'"]],
    ['minutes', { duration: { value: 0 } }, ['.duration', "{ endTime: 'endsAt' }", '1 to 1440']],
    ['zone', { timezone: { value: 'Mars' } }, ['.timezone.value is a string', 'Europe/Paris']],
    ['watch', { watch: 'api::course.course' }, ['.watch is a string', 'a list of content types']],
    ['a key', { hosts: 'host' }, ['.hosts is not a key', 'did you mean "host"']],
    ['an option', { options: { waitingRoom: { value: 'yes' } } }, ['default, on, off']],
    ['no option', { options: { waitingRom: 'x' } }, ['did you mean "waitingRoom"']],
  ])('in sessions: %s', (_name, changes, words) => {
    const mapping = { topic: 'title', startTime: 'startsAt', ...changes };
    const told = problem({ sessions: { 'api::event.event': mapping } });
    expect(told).toContain("zoom.config.sessions['api::event.event']");
    for (const word of words) expect(told).toContain(word);
  });

  it.each(['clientSecret', 'webhookSecretToken', 'sdkSecret', 'encryptionKey'])(
    'and never shows the value of %s',
    (key) => {
      const told = problem({ [key]: { value: 'p4ssw0rd-of-mine' } });
      expect(told).toContain(`zoom.config.${key} is an object`);
      expect(told).not.toContain('p4ssw0rd');
    }
  );

  it('names every wrong key at once', () => {
    const told = problem({ plan: 'x', active: 1 });
    expect(told).toContain('zoom.config.plan');
    expect(told).toContain('zoom.config.active');
  });

  it.each([
    ['client_id', /zoom\.config\.client_id is not a key .*did you mean "clientId"/],
    ['acountId', /did you mean "accountId"/],
    ['colour', /zoom\.config\.colour is not a key .*known keys are apiBaseUrl, /],
  ])('an unknown key: %s', (key, message) => {
    expect(problem({ [key]: 'x' })).toMatch(message);
  });

  it('an unknown key inside queue', () => {
    expect(problem({ queue: { drivr: 'database', driver: 'database', worker: true } })).toMatch(
      /zoom\.config\.queue\.drivr is not a key .*did you mean "driver"/
    );
  });
});

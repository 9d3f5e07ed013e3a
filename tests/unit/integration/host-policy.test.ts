import { createHostPolicy } from '../../../server/src/integration/host-policy';
import { defaultSettings } from '../../../server/src/settings/stored-settings';
import type { Settings } from '../../../server/src/settings/types';
import { ZoomHostError, type ZoomUser } from '../../../server/src/zoom';

const FAILURE = 'Meeting creation failed';
const TEACHER: ZoomUser = {
  id: 'TeacherId_22characters',
  email: 'teacher@example.com',
  displayName: 'Teacher',
  type: 2,
  timezone: null,
};
const OTHER: ZoomUser = { ...TEACHER, id: 'OtherId', email: 'other@example.com' };

const settings = (changes: Partial<Settings> = {}): Settings => ({
  ...defaultSettings('UTC'),
  enabled: true,
  accountId: 'account',
  clientId: 'client',
  defaultHost: TEACHER.email,
  credentials: null,
  webhookSecretToken: null,
  sdkSecret: null,
  unreadableBecause: null,
  ...changes,
});

const setUp = (changes: Partial<Settings> = {}) => {
  const asked: string[] = [];
  let nowMs = 0;
  const policy = createHostPolicy({
    settings: { current: () => settings(changes) },
    clock: () => new Date(nowMs),
    zoom: {
      getUser: ({ idOrEmail }) => {
        asked.push(idOrEmail);
        const user = [TEACHER, OTHER].find(({ id, email }) => [id, email].includes(idOrEmail));
        const reason = 'User does not exist.';
        return user
          ? Promise.resolve(user)
          : Promise.reject(new ZoomHostError({ message: reason, reason }));
      },
    },
  });
  return { policy, asked, pass: (ms: number) => (nowMs += ms) };
};

describe('resolve', () => {
  it('takes the default host where none is named', async () => {
    const { policy, asked } = setUp();
    await expect(policy.resolve(undefined, FAILURE)).resolves.toBe(TEACHER.email);
    expect(asked).toEqual([]);
  });

  it('names the field and the setting where there is no host at all', async () => {
    const { policy } = setUp({ defaultHost: null });
    await expect(policy.resolve(undefined, FAILURE)).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('no default host is set in Settings'),
      details: { field: 'host' },
    });
  });

  it('knows an allowed host whatever its case, as the settings spell it', async () => {
    const { policy, asked } = setUp({ hosts: ['Other@Example.com'] });
    await expect(policy.resolve('OTHER@example.com', FAILURE)).resolves.toBe('Other@Example.com');
    expect(asked).toEqual([]);
  });

  it('finds the user id of an allowed e-mail address, and asks Zoom once in minutes', async () => {
    const { policy, asked, pass } = setUp();
    await expect(policy.resolve(TEACHER.id, FAILURE)).resolves.toBe(TEACHER.email);
    await policy.resolve(TEACHER.id, FAILURE);
    expect(asked).toEqual([TEACHER.id]);
    pass(6 * 60_000);
    await policy.resolve(TEACHER.id, FAILURE);
    expect(asked).toHaveLength(2);
  });

  it.each(['other@example.com', 'OtherId', 'nobody@example.com', 'me', 'ME'])(
    'does not know %s where only the teacher is allowed',
    async (host) => {
      const { policy } = setUp();
      await expect(policy.resolve(host, FAILURE)).rejects.toMatchObject({ status: 404 });
    }
  );

  it('knows everybody with allowAllHosts, yet never "me"', async () => {
    const { policy } = setUp({ allowAllHosts: true });
    await expect(policy.resolve('anybody@example.com', FAILURE)).resolves.toBe(
      'anybody@example.com'
    );
    await expect(policy.resolve('me', FAILURE)).rejects.toMatchObject({ status: 404 });
  });
});

describe('allows', () => {
  it('compares id and e-mail address without asking Zoom', async () => {
    const { policy, asked } = setUp();
    const at = (hostEmail: string) => ({ hostId: 'x', hostEmail });
    await expect(policy.allows(at('Teacher@example.com'))).resolves.toBe(true);
    await expect(policy.allows(at('other@example.com'))).resolves.toBe(false);
    expect(asked).toEqual([]);
  });

  it('asks Zoom whose id it is where a meeting names no e-mail address', async () => {
    const { policy } = setUp();
    await expect(policy.allows({ hostId: TEACHER.id, hostEmail: null })).resolves.toBe(true);
    await expect(policy.allows({ hostId: OTHER.id, hostEmail: null })).resolves.toBe(false);
    await expect(policy.allows({ hostId: 'gone', hostEmail: null })).resolves.toBe(false);
  });

  it('allows nobody where the settings name nobody', async () => {
    const { policy } = setUp({ defaultHost: null });
    await expect(policy.allows({ hostId: TEACHER.id, hostEmail: TEACHER.email })).resolves.toBe(
      false
    );
  });
});

describe('isSameHost', () => {
  it('knows two spellings of one user', async () => {
    const { policy } = setUp();
    const meeting = { hostId: TEACHER.id, hostEmail: null };
    await expect(policy.isSameHost(TEACHER.email, meeting)).resolves.toBe(true);
    await expect(policy.isSameHost(OTHER.email, meeting)).resolves.toBe(false);
  });
});

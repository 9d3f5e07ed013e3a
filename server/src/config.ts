import { z } from 'zod';

import { acceptedInSessions, hintForUnknown, sessionsSchema } from './bindings/mapping-config';
import { nearMatch } from './settings/near-match';

/** A key of `zoom.config` as messages speak of it. */
type ConfigKey = {
  accepted: string;
  environment?: string;
  /** True for closed lists alone: nothing typed there can be a secret or an address with one. */
  isShown?: boolean;
};

const text = { accepted: 'a text' };
const flag = { accepted: 'true or false', isShown: true };
const address = (example: string) => ({ accepted: `an http(s) address such as ${example}` });

const KEYS: Record<string, ConfigKey> = {
  apiBaseUrl: { ...address('https://api.zoom.us/v2'), environment: 'ZOOM_API_BASE_URL' },
  oauthBaseUrl: { ...address('https://zoom.us'), environment: 'ZOOM_OAUTH_BASE_URL' },
  accountId: { ...text, environment: 'ZOOM_ACCOUNT_ID' },
  clientId: { ...text, environment: 'ZOOM_CLIENT_ID' },
  clientSecret: { ...text, environment: 'ZOOM_CLIENT_SECRET' },
  webhookSecretToken: { ...text, environment: 'ZOOM_WEBHOOK_SECRET_TOKEN' },
  sdkKey: { ...text, environment: 'ZOOM_SDK_KEY' },
  sdkSecret: { ...text, environment: 'ZOOM_SDK_SECRET' },
  encryptionKey: { ...text, environment: 'ZOOM_ENCRYPTION_KEY' },
  active: { ...flag, environment: 'ZOOM_ACTIVE' },
  installation: {
    accepted: 'a text of at most 255 characters',
    environment: 'ZOOM_INSTALLATION',
  },
  plan: { accepted: '"free", "pro" or "business"', environment: 'ZOOM_PLAN', isShown: true },
  queue: { accepted: 'an object such as { worker: true }' },
  'queue.driver': { accepted: '"database"', environment: 'ZOOM_QUEUE_DRIVER', isShown: true },
  'queue.worker': { ...flag, environment: 'ZOOM_WORKER' },
  listCacheSeconds: {
    accepted: 'a number of seconds from 0 to 300',
    environment: 'ZOOM_LIST_CACHE_SECONDS',
  },
  recordings: { accepted: "an object such as { hosts: ['zoom.us', '.zoom.us'] }" },
  'recordings.hosts': {
    accepted:
      "a list of hosts ('zoom.us'), domains ('.zoom.us') and whole origins ('http://127.0.0.1:4010')",
  },
  sessions: {
    accepted: "an object such as { 'api::event.event': { topic: 'title', startTime: 'startsAt' } }",
  },
  courseSession: { accepted: 'an object such as { visible: true }' },
  'courseSession.visible': flag,
};

const isHttpAddress = (value: string): boolean => value === '' || /^https?:\/\/[^\s/]+/.test(value);

/** `env('ZOOM_…', '')` and `null` both mean: not set. */
const unsetIfEmpty = (value: string | null | undefined): string | undefined => value || undefined;

const optionalText = z.string().trim().nullish().transform(unsetIfEmpty);
const optionalAddress = z
  .string()
  .trim()
  .refine(isHttpAddress)
  .nullish()
  .transform((value) => unsetIfEmpty(value)?.replace(/\/+$/, ''));

const driverSchema = z.unknown().transform((driver, context): 'database' => {
  if (driver !== 'database') {
    const because =
      driver === 'bullmq'
        ? '"bullmq" is not available in this version: use "database" (the default)'
        : undefined;
    context.addIssue({ code: 'custom', params: { because } });
  }
  return 'database';
});

const configSchema = z.strictObject({
  apiBaseUrl: optionalAddress,
  oauthBaseUrl: optionalAddress.transform((value) => value ?? 'https://zoom.us'),
  accountId: optionalText,
  clientId: optionalText,
  clientSecret: optionalText,
  webhookSecretToken: optionalText,
  sdkKey: optionalText,
  sdkSecret: optionalText,
  encryptionKey: optionalText,
  active: z.boolean(),
  installation: z.string().trim().max(255).nullish().transform(unsetIfEmpty),
  plan: z.enum(['free', 'pro', 'business']),
  queue: z.strictObject({ driver: driverSchema, worker: z.boolean() }),
  /** How long lists of meetings are answered from memory; our own writes end it sooner. */
  listCacheSeconds: z.number().min(0).max(300),
  recordings: z.strictObject({ hosts: z.array(z.string().trim().min(1)) }),
  sessions: sessionsSchema,
  courseSession: z.strictObject({ visible: z.boolean() }),
});

/** `zoom.config` with its defaults filled in; empty texts are undefined. */
export type PluginConfig = z.output<typeof configSchema>;

type Issue = z.core.$ZodIssue;

const typeInWords = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

const valueAt = (config: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    config
  );

const describeUnknownKey = (path: string, key: string): string => {
  const level = Object.keys(KEYS)
    .filter((known) => known.startsWith(path) && !known.slice(path.length).includes('.'))
    .map((known) => known.slice(path.length));
  const meant = nearMatch(key, level);
  const hint = meant ? `did you mean "${meant}"?` : `known keys are ${level.join(', ')}`;
  return `zoom.config.${path}${key} is not a key of this plugin: ${hint}`;
};

/** Below `sessions` the second step is a content type's uid, which has dots of its own. */
const sessionsName = ([, uid, ...rest]: readonly PropertyKey[]): string =>
  [`zoom.config.sessions['${String(uid)}']`, ...rest.map(String)].join('.');

const describeInSessions = (config: unknown, issue: Issue, accepted: string): string => {
  const name = sessionsName(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .map((key) => `${name}.${key} is not a key: ${hintForUnknown(issue.path, key)}`)
      .join('; ');
  }
  return `${name} is ${typeInWords(valueAt(config, issue.path))}; accepted is ${accepted}`;
};

const describeIssue = (config: unknown, issue: Issue): string => {
  const acceptedHere = issue.path[0] === 'sessions' ? acceptedInSessions(issue.path) : null;
  if (acceptedHere !== null) return describeInSessions(config, issue, acceptedHere);
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const level = path === '' ? '' : `${path}.`;
    return issue.keys.map((key) => describeUnknownKey(level, key)).join('; ');
  }
  const name = path === '' ? 'zoom.config' : `zoom.config.${path}`;
  if (issue.code === 'custom' && typeof issue.params?.because === 'string') {
    return `${name} ${issue.params.because}`;
  }
  const value = valueAt(config, issue.path);
  const key = KEYS[path] ?? KEYS[String(issue.path[0] ?? '')] ?? { accepted: 'an object' };
  const shown = key.isShown && typeof value === 'string' ? ` (${JSON.stringify(value)})` : '';
  const from = key.environment ? `, here or in ${key.environment}` : '';
  return `${name} is ${typeInWords(value)}${shown}; accepted is ${key.accepted}${from}`;
};

const parse = (config: unknown): PluginConfig => {
  const parsed = configSchema.safeParse(config);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((issue) => describeIssue(config, issue)).join('; '));
};

type ReadEnvironment = (name: string) => string | undefined;

/** A text that is neither true nor false goes on as it is, so that the validator names it. */
const parseFlag = (value: string | undefined, fallback: boolean): boolean | string => {
  if (value === undefined) return fallback;
  if (/^(true|1|yes|on)$/i.test(value)) return true;
  if (/^(false|0|no|off)$/i.test(value)) return false;
  return value;
};

/** As with flags: what is no number goes on as it is. */
const parseNumber = (value: string | undefined, fallback: number): number | string => {
  if (value === undefined) return fallback;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : value;
};

/**
 * The plugin's configuration as Strapi asks for it: defaults from the environment under what
 * `config/plugins` says, and a check that stops the boot. Strapi merges arrays index by index, so
 * no default is an array.
 */
export const config = {
  default: ({ env }: { env: ReadEnvironment }) => {
    const read = (key: string): string | undefined => {
      const name = KEYS[key]?.environment;
      return name === undefined ? undefined : unsetIfEmpty(env(name)?.trim());
    };
    return {
      apiBaseUrl: read('apiBaseUrl'),
      oauthBaseUrl: read('oauthBaseUrl') ?? 'https://zoom.us',
      accountId: read('accountId'),
      clientId: read('clientId'),
      clientSecret: read('clientSecret'),
      webhookSecretToken: read('webhookSecretToken'),
      sdkKey: read('sdkKey'),
      sdkSecret: read('sdkSecret'),
      encryptionKey: read('encryptionKey'),
      active: parseFlag(read('active'), true),
      installation: read('installation'),
      plan: read('plan') ?? 'pro',
      queue: {
        driver: read('queue.driver') ?? 'database',
        worker: parseFlag(read('queue.worker'), true),
      },
      listCacheSeconds: parseNumber(read('listCacheSeconds'), 15),
      // Empty: Zoom's own hosts. What is named here replaces them.
      recordings: { hosts: [] },
      sessions: {},
      courseSession: { visible: true },
    };
  },
  /** @throws Error naming the key, the value's type and what is accepted, never a secret. */
  validator: (config: unknown): void => {
    parse(config);
  },
};

/** The plugin's configuration, parsed. */
export const readConfig = (strapi: { config: { get(path: string): unknown } }): PluginConfig =>
  parse(strapi.config.get('plugin::zoom'));

import type { Plan } from './plan';
import { allScopes } from './api/scopes';
import { defaultUsers } from './users/default-users';
import type { UserSeed } from './users/user';

export interface Credentials {
  /** @default 'sim-account' */
  accountId: string;
  /** @default 'sim-client-id' */
  clientId: string;
  /** @default 'sim-client-secret' */
  clientSecret: string;
  /** Zoom's "Secret Token", with which webhooks are signed. @default 'sim-webhook-secret' */
  webhookSecret: string;
}

/** What a custom passcode must satisfy, as an account owner may demand in Zoom's security settings. */
export interface PasscodeRule {
  /** @default 0 */
  minLength?: number;
  needs?: ('letter' | 'digit' | 'special')[];
}

/** Everything about the simulated account that can still be changed while it runs. */
export interface Settings {
  /** @default 'pro' */
  plan: Plan;
  /** A new access token ends the earlier ones, as accounts behaved in 2022 and 2023. @default false */
  newestTokenOnly: boolean;
  /** Accept the grant in the query string, which Zoom stopped doing in 2025. @default false */
  allowQueryGrant: boolean;
  /** Lifetime of an access token. @default 3600 */
  tokenLifetimeSeconds: number;
  /** `true` refuses every custom passcode, a rule those that break it. @default false */
  refusePasscode: boolean | PasscodeRule;
  /** Whether the app's owner may schedule for others, which decides `schedule_for`. @default false */
  schedulingPrivilege: boolean;
  /** Answer to ending a meeting that is not running; Zoom documents none. @default 'accept' */
  endIdleMeeting: 'accept' | 'refuse';
  /** Whether rate limits are enforced at all. @default true */
  rateLimits: boolean;
  /** Zoom's answers carry all, one or none of the `X-RateLimit-*` headers. @default 'category' */
  rateLimitHeaders: 'none' | 'category' | 'full';
  /** `code` of the per-second refusal: 429 in the prose, 4001 in the OpenAPI document. @default 429 */
  perSecondCode: 429 | 4001;
  /** A second write to the same meeting or user while one is being answered. @default 'accept' */
  concurrentWrites: 'accept' | 'refuse';
  /** Zone of a local `start_time` that names none. @default 'UTC' */
  accountTimezone: string;
  /** Days after the last use until a meeting's number is gone. @default { singleDays: 30, recurringDays: 365 } */
  meetingLifetime: { singleDays: number; recurringDays: number };
  /** Where join and start links point; `self` is a page of the simulator. @default 'https://us06web.zoom.us' */
  webUrl: string;
  /** Factor on the waits between webhook attempts; 1/3000 makes five minutes 100 ms. @default 1 */
  timeScale: number;
  /** How long after an end participant lists still say 0 seconds for everybody. @default 0 */
  participantCountDelayMs: number;
  /** How long a webhook receiver may take. @default 3000 */
  webhookTimeoutMs: number;
  /** Sign a retried webhook anew instead of repeating the first headers; Zoom documents neither. @default true */
  resignRetries: boolean;
}

export interface SimulatorOptions extends Partial<Settings> {
  /** Port of `listen()` without an argument; 0 takes a free one. @default 0 */
  port?: number;
  /** Interface to listen on: the control API has no password. @default '127.0.0.1' */
  hostname?: string;
  credentials?: Partial<Credentials>;
  /** @default `defaultUsers` */
  users?: UserSeed[];
  /** Scopes of the app, granular or classic. @default every scope the simulator knows */
  scopes?: string[];
  /** @default Date.now */
  now?: () => number;
}

/** Options with nothing left to decide. */
export interface SimulatorConfig {
  port: number;
  hostname: string;
  credentials: Credentials;
  users: UserSeed[];
  scopes: string[];
  now: () => number;
  settings: Settings;
}

export const DEFAULT_CREDENTIALS: Credentials = {
  accountId: 'sim-account',
  clientId: 'sim-client-id',
  clientSecret: 'sim-client-secret',
  webhookSecret: 'sim-webhook-secret',
};

const DEFAULT_SETTINGS: Settings = {
  plan: 'pro',
  newestTokenOnly: false,
  allowQueryGrant: false,
  tokenLifetimeSeconds: 3600,
  refusePasscode: false,
  schedulingPrivilege: false,
  endIdleMeeting: 'accept',
  rateLimits: true,
  rateLimitHeaders: 'category',
  perSecondCode: 429,
  concurrentWrites: 'accept',
  accountTimezone: 'UTC',
  meetingLifetime: { singleDays: 30, recurringDays: 365 },
  webUrl: 'https://us06web.zoom.us',
  timeScale: 1,
  participantCountDelayMs: 0,
  webhookTimeoutMs: 3000,
  resignRetries: true,
};

export function resolveOptions(options: SimulatorOptions): SimulatorConfig {
  const { port, hostname, credentials, users, scopes, now, ...settings } = options;
  return {
    port: port ?? 0,
    hostname: hostname ?? '127.0.0.1',
    credentials: { ...DEFAULT_CREDENTIALS, ...credentials },
    users: users ?? defaultUsers,
    scopes: scopes ?? allScopes(),
    now: now ?? Date.now,
    settings: { ...DEFAULT_SETTINGS, ...settings },
  };
}

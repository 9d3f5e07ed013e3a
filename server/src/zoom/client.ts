import { plainHostName } from '../domain/host-names';
import { createAccessTokens, type ZoomCredentials } from './access-token';
import type { DayBudget } from './day-budget';
import { createHostQueue } from './host-queue';
import { createHostWrites } from './host-writes';
import { createHttp } from './http';
import type { ZoomLog } from './log';
import { createMeetingCalls } from './meeting-calls';
import { createPastCalls } from './past-calls';
import { createRateLimiter, type ZoomPlan } from './rate-limiter';
import { createRecordingCalls } from './recording-calls';
import { createRegistrantCalls } from './registrant-calls';
import { createSender } from './sender';
import type { ZoomClient } from './types';
import { createUserCalls } from './user-calls';
import { sleep as realSleep, type Sleep } from './waiting';

export type ZoomClientDeps = {
  /** The credentials in force; null while they are missing or unreadable. */
  credentials: () => ZoomCredentials | null;
  /** `/v2` included. @default the token's `api_url` + `/v2`, else `https://api.zoom.us/v2` */
  apiBaseUrl?: string | undefined;
  /** The token endpoint is `{oauthBaseUrl}/oauth/token`. */
  oauthBaseUrl: string;
  plan: ZoomPlan;
  dayBudget: DayBudget;
  /**
   * Who a host is, whether it was named by address or by user id: writes to one go one after the other.
   * @default each name is a host of its own
   */
  hostName?: (host: string) => Promise<string>;
  clock: () => Date;
  log: ZoomLog;
  /** Shown to Zoom as `strapi-plugin-zoom/<version>`. */
  pluginVersion?: string;
  /** After how long a call is given up. @default 30000 */
  timeoutMs?: number;
  /** In [0, 1). @default Math.random */
  random?: () => number;
  /** @default on the process's timers */
  sleep?: Sleep;
  /** Milliseconds that never go back. @default performance.now */
  monotonicMs?: () => number;
};

/** The one way to Zoom. Everything it throws is a `ZoomError`. */
export const createZoomClient = (deps: ZoomClientDeps): ZoomClient => {
  const { clock, log, plan } = deps;
  const sleep = deps.sleep ?? realSleep;
  const monotonicMs = deps.monotonicMs ?? (() => performance.now());
  const http = createHttp({
    userAgent: ['strapi-plugin-zoom', deps.pluginVersion].filter(Boolean).join('/'),
    ...(deps.timeoutMs !== undefined && { timeoutMs: deps.timeoutMs }),
  });
  const tokens = createAccessTokens({
    credentials: deps.credentials,
    oauthBaseUrl: deps.oauthBaseUrl,
    http,
    clock,
    log,
  });
  const send = createSender({
    tokens,
    http,
    limiter: createRateLimiter({ plan, monotonicMs, sleep }),
    apiBaseUrl: deps.apiBaseUrl,
    clock,
    random: deps.random ?? Math.random,
    sleep,
    log,
  });
  const write = createHostWrites({
    send,
    hosts: createHostQueue(),
    dayBudget: deps.dayBudget,
    hostName: deps.hostName ?? (async (host) => plainHostName(host)),
    clock,
    log,
  });

  const { reopenReport, ...pastCalls } = createPastCalls({ send, clock, log });

  return {
    ...createMeetingCalls({ send, write }),
    ...createRegistrantCalls({ send, write }),
    ...createRecordingCalls({ send }),
    ...pastCalls,
    ...createUserCalls({ send }),
    grantedScopes: async ({ fresh = false } = {}) => {
      if (fresh) {
        tokens.forget();
        reopenReport();
      }
      return (await tokens.get()).scopes;
    },
    downloadToken: async () => (await tokens.get()).value,
    forgetToken: () => {
      tokens.forget();
      reopenReport();
    },
  };
};

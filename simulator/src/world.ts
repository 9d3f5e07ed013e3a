import { createCallLog, type CallLog } from './api/call-log';
import type { PageTokens } from './api/pagination';
import { createUnexpectedLog, type UnexpectedLog } from './api/unexpected-log';
import { createClock, type Clock } from './clock';
import { createFaultQueue, type FaultQueue } from './faults/fault-queue';
import { createUuidSource } from './identifiers';
import { createHostDays, type HostDays } from './limits/host-days';
import { createRegistrantDays, type RegistrantDays } from './limits/registrant-days';
import { createRateLimiter, type RateLimiter } from './limits/rate-limiter';
import { createMeetingBook, type MeetingBook } from './meetings/meeting-book';
import { createAccessTokens, type AccessTokens } from './oauth/access-tokens';
import type { Credentials, Settings, SimulatorConfig } from './options';
import { createRecordingBook, type RecordingBook } from './recordings/recording-book';
import { createUserDirectory, type UserDirectory } from './users/directory';
import { createWebhooks, type Webhooks } from './webhooks/webhooks';

/** The whole state of one simulated Zoom account. Nothing about it lives elsewhere. */
export interface World {
  /** Changed in place by the control API, so that every part sees the change. */
  settings: Settings;
  credentials: Credentials;
  scopes: string[];
  clock: Clock;
  users: UserDirectory;
  meetings: MeetingBook;
  recordings: RecordingBook;
  newUuid: () => string;
  tokens: AccessTokens;
  pages: PageTokens;
  rates: RateLimiter;
  hostDays: HostDays;
  registrantDays: RegistrantDays;
  faults: FaultQueue;
  calls: CallLog;
  unexpected: UnexpectedLog;
  webhooks: Webhooks;
  /** Address the simulator listens on. */
  url: () => string;
  /** Address of the host that downloads are sent on to. */
  storageUrl: () => string;
  /** Back to the beginning; connected clients keep their tokens and the webhook its endpoint. */
  reset(): void;
}

export function createWorld(
  config: SimulatorConfig,
  { url, storageUrl }: Pick<World, 'url' | 'storageUrl'>
): World {
  const settings = structuredClone(config.settings);
  const credentials = { ...config.credentials };
  const clock = createClock(config.now);
  const readNow = () => clock.now();
  const fresh = () => ({
    scopes: [...config.scopes],
    users: createUserDirectory(config.users),
    meetings: createMeetingBook(settings, readNow),
    recordings: createRecordingBook(readNow),
    newUuid: createUuidSource(),
    pages: new Map() as PageTokens,
    rates: createRateLimiter(settings, readNow),
    hostDays: createHostDays(settings, readNow),
    registrantDays: createRegistrantDays(settings, readNow),
    faults: createFaultQueue(),
    calls: createCallLog(),
    unexpected: createUnexpectedLog(readNow),
  });

  const world: World = {
    settings,
    credentials,
    clock,
    tokens: createAccessTokens(readNow),
    webhooks: createWebhooks({ settings, credentials, readNow }),
    url,
    storageUrl,
    ...fresh(),
    reset() {
      clock.reset();
      Object.assign(settings, structuredClone(config.settings));
      Object.assign(credentials, config.credentials);
      world.webhooks.reset();
      Object.assign(world, fresh());
    },
  };
  return world;
}

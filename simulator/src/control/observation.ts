import type { CallFilter, LoggedCall } from '../api/call-log';
import type { UnexpectedCall } from '../api/unexpected-log';
import { toZoomTime } from '../clock';
import type { Instance } from '../live/instance';
import type { Meeting } from '../meetings/meeting';
import { toMeetingAnswer } from '../meetings/meeting-answers';
import type { Settings } from '../options';
import { toListedUser } from '../users/user-answers';
import type { WebhookEndpoint } from '../webhooks/endpoint';
import type { DeliverySwitches } from '../webhooks/delivery-switches';
import type { World } from '../world';

/** A meeting with everything, in Zoom's spelling; deleted and expired ones are listed too. */
export type MeetingState = ReturnType<typeof toMeetingAnswer> & {
  deleted_at: string | null;
  /** Ended instances and, last, the running one. */
  instances: Instance[];
};

export interface SimulatorState {
  url: string;
  now: string;
  accountId: string;
  settings: Settings;
  scopes: string[];
  users: (ReturnType<typeof toListedUser> & { host_day_used: number })[];
  meetings: MeetingState[];
  validTokens: number;
  webhook: {
    endpoint: Omit<WebhookEndpoint, 'secret'> | null;
    delivery: DeliverySwitches;
  };
}

export interface Observation {
  state(): SimulatorState;
  /** One meeting by its number, or undefined. */
  meeting(id: number | string): MeetingState | undefined;
  calls(filter?: CallFilter): LoggedCall[];
  unexpected(): UnexpectedCall[];
  /** Empties the logs of calls and unexpected calls only. */
  clearCalls(): void;
  reset(): void;
}

export function createObservation(world: World): Observation {
  return {
    state: () => ({
      url: world.url(),
      now: new Date(world.clock.now()).toISOString(),
      accountId: world.credentials.accountId,
      settings: structuredClone(world.settings),
      scopes: [...world.scopes],
      users: world.users
        .all()
        .map((user) => ({ ...toListedUser(user), host_day_used: world.hostDays.used(user.id) })),
      meetings: world.meetings.everything().map((meeting) => toMeetingState(world, meeting)),
      validTokens: world.tokens.count(),
      webhook: { endpoint: endpointWithoutSecret(world), delivery: { ...world.webhooks.switches } },
    }),
    meeting(id) {
      const meeting = world.meetings.everything().find((one) => String(one.id) === String(id));
      return meeting && toMeetingState(world, meeting);
    },
    calls: (filter) => structuredClone(world.calls.list(filter)),
    unexpected: () => world.unexpected.list(),
    clearCalls() {
      world.calls.clear();
      world.unexpected.clear();
    },
    reset: () => world.reset(),
  };
}

function toMeetingState(world: World, meeting: Meeting): MeetingState {
  return {
    ...toMeetingAnswer(world, meeting),
    deleted_at: meeting.deletedAt === null ? null : toZoomTime(meeting.deletedAt),
    instances: structuredClone(meeting.running ? [...meeting.past, meeting.running] : meeting.past),
  };
}

function endpointWithoutSecret(world: World): Omit<WebhookEndpoint, 'secret'> | null {
  const endpoint = world.webhooks.endpoint();
  if (!endpoint) return null;
  const { secret: _secret, ...visible } = endpoint;
  return visible;
}

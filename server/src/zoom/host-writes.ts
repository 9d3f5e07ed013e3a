import type { ZodType } from 'zod';

import { factsOf, type Call } from './call';
import { stoppedBeforeSent } from './call-errors';
import type { DayBudget } from './day-budget';
import { ENDPOINTS } from './endpoints';
import { ZoomBudgetError, ZoomError, ZoomRateLimitError } from './errors';
import type { HostQueue } from './host-queue';
import type { ZoomLog } from './log';
import { isJustPastMidnight } from './rate-refusal';
import type { Sender } from './sender';

/** Sends a write in its host's turn and within its host's day. */
export type HostWriter = <T>(
  input: { call: Call; host: string; startTime: Date | null },
  schema: ZodType<T>
) => Promise<T>;

const WHY = {
  spent: (host: string) =>
    `the 100 creations and changes that Zoom allows ${host} per day are used up.`,
  reserved: (host: string) =>
    `of the 100 creations and changes that Zoom allows ${host} per day the last ten are kept for meetings that start within 48 hours.`,
};

const budgetError = ({
  call,
  host,
  startTime,
  retryAt,
  because,
}: {
  call: Call;
  host: string;
  startTime: Date | null;
  retryAt: Date;
  because: 'spent' | 'reserved';
}): ZoomBudgetError => {
  const reason = WHY[because](host);
  const isTooLate = startTime !== null && retryAt.getTime() >= startTime.getTime();
  const at = `${retryAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return new ZoomBudgetError({
    method: ENDPOINTS[call.endpoint].method,
    path: call.path,
    message: isTooLate
      ? `Cannot ${call.what} before it starts: ${reason} They start anew at ${at}, which is too late: choose another host, or make this one change in Zoom itself.`
      : `Cannot ${call.what} now: ${reason} It is done at ${at}; another host can be used until then.`,
    reason,
    because,
    retryAt,
    retry: isTooLate ? 'never' : 'later',
  });
};

/** Whether Zoom worked on the call, or may have: then it counts for the host's day. */
const mayCount = (call: Call, error: unknown): boolean => {
  // Another path is the token endpoint's: the call itself was never sent.
  if (!(error instanceof ZoomError) || error.path !== call.path) return false;
  if (error instanceof ZoomRateLimitError) return error.limit === 'host-day';
  if (error.status === null) return error.retry === 'after-lookup';
  return error.status !== 401 && error.status < 500;
};

export const createHostWrites = ({
  send,
  hosts,
  dayBudget,
  hostName,
  clock,
  log,
}: {
  send: Sender;
  hosts: HostQueue;
  dayBudget: DayBudget;
  /** Who a host is, whichever of its names it is called by. */
  hostName: (host: string) => Promise<string>;
  clock: () => Date;
  log: ZoomLog;
}): HostWriter => {
  const withinDay = async <T>(
    { call, host, startTime }: { call: Call; host: string; startTime: Date | null },
    schema: ZodType<T>
  ): Promise<T> => {
    const reservedAt = clock();
    const decision = await dayBudget.reserve({ host, startTime, now: reservedAt });
    if (decision.kind === 'refused') throw budgetError({ call, host, startTime, ...decision });
    try {
      return await send(call, schema);
    } catch (error) {
      await settleCount({ call, host, reservedAt }, error).catch((failure: unknown) => {
        // What Zoom said decides whether a create is sent twice: nothing may take its place.
        log.error(`zoom: calls of ${host} not counted right: ${String(failure)}`);
      });
      throw error;
    }
  };

  const settleCount = async (
    { call, host, reservedAt }: { call: Call; host: string; reservedAt: Date },
    error: unknown
  ): Promise<void> => {
    const now = clock();
    if (!mayCount(call, error)) await dayBudget.release({ host, now: reservedAt });
    if (error instanceof ZoomRateLimitError && error.limit === 'host-day') {
      log.warn(`zoom: ${error.message}`);
      // Right after 00:00 UTC the refusal is about yesterday, by Zoom's clock.
      if (!isJustPastMidnight(now)) await dayBudget.fill({ host, now });
    }
  };

  return async (input, schema) => {
    const { call } = input;
    const host = await hostName(input.host);
    let hadTurn = false;
    const task = () => {
      hadTurn = true;
      return ENDPOINTS[call.endpoint].countsForHostDay
        ? withinDay({ ...input, host }, schema)
        : send(call, schema);
    };
    try {
      return await hosts.run({ host, signal: call.signal, task });
    } catch (error) {
      throw hadTurn ? error : stoppedBeforeSent(factsOf(call));
    }
  };
};

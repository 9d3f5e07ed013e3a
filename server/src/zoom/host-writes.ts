import type { ZodType } from 'zod';

import { say } from '../../../contracts/sentences';
import { minuteUtc } from '../domain/minute-utc';
import { factsOf, type Call } from './call';
import { stoppedBeforeSent } from './call-errors';
import type { DayBudget } from './day-budget';
import { ENDPOINTS } from './endpoints';
import { ZoomBudgetError, ZoomError, ZoomHostError, ZoomRateLimitError } from './errors';
import type { HostQueue } from './host-queue';
import type { ZoomLog } from './log';
import { isJustPastMidnight } from './rate-refusal';
import type { Sender } from './sender';

/** Sends a write in its host's turn and within its host's day. */
export type HostWriter = <T>(
  input: { call: Call; host: string; startTime: Date | null },
  schema: ZodType<T>
) => Promise<T>;

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
  const reason = say(`day.${because}`, { host });
  const isTooLate = startTime !== null && retryAt.getTime() >= startTime.getTime();
  const values = { what: call.what, reason, at: minuteUtc(retryAt) };
  return new ZoomBudgetError({
    method: ENDPOINTS[call.endpoint].method,
    path: call.path,
    message: isTooLate ? say('day.tooLate', values) : say('day.wait', values),
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
  // Who may not have meetings has no day: the probes of such a host must not use it up.
  if (error instanceof ZoomHostError) return false;
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

import { setTimeout as rest } from 'node:timers/promises';

import type { MeetingCreate } from '../../../contracts/meeting-request';
import type { LostPasscode } from '../domain/lost-create';
import { makePasscode } from '../domain/passcode';
import type { MeetingRow } from '../meetings/meeting-row';
import type { Settings } from '../settings/types';
import { ZoomError, ZoomRefusedError } from '../zoom/errors';
import type { ZoomClient, ZoomMeeting, ZoomMeetingBody } from '../zoom/types';
import { createBody, lostCreateOf, startOf } from './create-body';
import type { HostPolicy } from './host-policy';
import { hashKey, type ClaimedKey, type IdempotencyKeys } from './idempotency';
import type { MeetingStore } from './meeting-store';
import { Refusal } from './refusal';
import { refusalOfZoom, unknownOutcome, type Failure } from './zoom-refusal';
import { errorText } from '../jobs/error-text';

const FAILURE: Failure = 'Meeting creation failed';

/** A create that has not been answered by then is given up, waiting for its turn included. */
const CREATE_LIMIT_MS = 90_000;
/** How long a second request with the same key waits for the first one's outcome. */
const SAME_KEY_WAIT_MS = 5_000;
const SAME_KEY_POLL_MS = 100;
/** A refused passcode costs a call of the host's day; an account's rules rarely change. */
const MARKER_REFUSED_MS = 24 * 60 * 60_000;
/** When to ask again while an outcome is unknown. */
const UNKNOWN_RETRY_MS = 15_000;

export type CreateRequest = {
  accountId: string;
  body: MeetingCreate;
  /** Who asks, so that keys of two callers never meet. */
  caller: string;
  idempotencyKey: string | null;
};
export type Created = { meeting: ZoomMeeting; isReplay: boolean };

type CreateDeps = {
  zoom: Pick<ZoomClient, 'createMeeting' | 'getMeeting'>;
  settings: { current(): Settings };
  hosts: HostPolicy;
  store: MeetingStore;
  rows: { find(id: number): Promise<MeetingRow | null> };
  keys: IdempotencyKeys;
  clock: () => Date;
  randomInt: (below: number) => number;
  log: Record<'warn' | 'error', (message: string) => unknown>;
};

type Attempt = {
  accountId: string;
  host: string;
  startTime: Date | null;
  row: MeetingRow;
  body: ZoomMeetingBody;
  passcode: LostPasscode;
};

const refusesPassword = (error: unknown): boolean =>
  error instanceof ZoomRefusedError && error.fields.some(({ field }) => field === 'password');

/** Creates meetings over REST, each at most once for its `Idempotency-Key`. */
export const createMeetingCreator = (deps: CreateDeps) => {
  const { store, keys, clock, settings } = deps;
  /** Until when an account is not asked again to take a passcode of ours, which its rules refuse. */
  const withoutMarkerUntil = new Map<string, number>();

  const choosePasscode = (request: MeetingCreate, accountId: string): LostPasscode => {
    if (request.password !== undefined) {
      return request.password === ''
        ? { kind: 'none' }
        : { kind: 'chosen', value: request.password };
    }
    const isRefused = (withoutMarkerUntil.get(accountId) ?? 0) > clock().getTime();
    if (isRefused) return { kind: 'none' };
    return { kind: 'marker', value: makePasscode(deps.randomInt) };
  };

  const send = ({ host, startTime, body, passcode }: Attempt): Promise<ZoomMeeting> =>
    deps.zoom.createMeeting({
      host,
      startTime,
      body: passcode.kind === 'marker' ? { ...body, password: passcode.value } : body,
      signal: AbortSignal.timeout(CREATE_LIMIT_MS),
    });

  const sendWithoutMarker = async (attempt: Attempt): Promise<ZoomMeeting> => {
    withoutMarkerUntil.set(attempt.accountId, clock().getTime() + MARKER_REFUSED_MS);
    const passcode: LostPasscode = { kind: 'none' };
    await store.saveLost(attempt.row, lostCreateOf({ ...attempt, passcode, startedAt: clock() }));
    return send({ ...attempt, passcode });
  };

  /** What is certain to have come to nothing leaves nothing; what is not is left to the job. */
  const settleFailure = async (row: MeetingRow, error: unknown): Promise<void> => {
    if (error instanceof ZoomError && error.retry === 'after-lookup') {
      await store.leaveUnknown(row, error.laterMs ?? UNKNOWN_RETRY_MS);
    } else if (error instanceof ZoomError) {
      await store.drop(row);
    }
  };

  const carryOut = async (attempt: Attempt): Promise<ZoomMeeting> => {
    const { row, accountId, host } = attempt;
    const meeting = await send(attempt)
      .catch((error: unknown) => {
        if (attempt.passcode.kind === 'marker' && refusesPassword(error)) {
          return sendWithoutMarker(attempt);
        }
        throw error;
      })
      .catch(async (error: unknown) => {
        await settleFailure(row, error);
        throw refusalOfZoom(error, { failure: FAILURE, now: clock() });
      });
    try {
      await store.saveCreated({ row, accountId, host, meeting });
    } catch (error) {
      deps.log.error(
        `zoom: meeting ${meeting.id} was created over REST but not saved; a job will find it: ${errorText(error)}`
      );
      throw unknownOutcome(UNKNOWN_RETRY_MS);
    }
    return meeting;
  };

  const readAgain = async (rowId: number): Promise<ZoomMeeting> => {
    const row = await deps.rows.find(rowId);
    const gone = new Refusal({
      status: 404,
      message: `${FAILURE}: the meeting made with this Idempotency-Key was deleted since`,
    });
    if (row?.zoomId == null || row.state === 'cancelled') throw gone;
    return deps.zoom.getMeeting({ id: row.zoomId });
  };

  /** The outcome of an earlier request with this key; null where there is none. */
  const earlier = async ({ key, bodyHash }: ClaimedKey): Promise<Created | null> => {
    for (let waitedMs = 0; ; waitedMs += SAME_KEY_POLL_MS) {
      const found = await keys.find(key);
      if (found === null) return null;
      if (found.bodyHash !== bodyHash) {
        throw new Refusal({
          status: 422,
          message: `${FAILURE}: this Idempotency-Key was used with another body`,
          details: { field: 'Idempotency-Key' },
        });
      }
      switch (found.state) {
        case 'created':
          return { meeting: await readAgain(found.meetingRowId), isReplay: true };
        case 'unknown':
          throw unknownOutcome(UNKNOWN_RETRY_MS);
        case 'pending': {
          if (waitedMs < SAME_KEY_WAIT_MS) break;
          throw new Refusal({
            status: 409,
            message: `${FAILURE}: the first request with this Idempotency-Key is still running`,
            details: { field: 'Idempotency-Key', state: 'running' },
            retryAfterSeconds: 5,
          });
        }
        default: {
          const unknown: never = found.state;
          return unknown;
        }
      }
      await rest(SAME_KEY_POLL_MS);
    }
  };

  const begin = async (
    input: Parameters<MeetingStore['begin']>[0]
  ): Promise<{ kind: 'begun'; row: MeetingRow } | { kind: 'done-before'; created: Created }> => {
    try {
      return { kind: 'begun', row: await store.begin(input) };
    } catch (error) {
      // Another request may have claimed the key between our look and our claim.
      const created = input.key === null ? null : await earlier(input.key);
      if (created === null) throw error;
      return { kind: 'done-before', created };
    }
  };

  const createOnce = async (
    { accountId, body: request }: CreateRequest,
    { host, key }: { host: string; key: ClaimedKey | null }
  ): Promise<Created> => {
    const current = settings.current();
    const timezone = request.timezone ?? current.defaultTimezone;
    const start = startOf({ startTime: request.start_time, timezone, failure: FAILURE });
    const body = createBody({ request, settings: current, startTime: start });
    const passcode = choosePasscode(request, accountId);
    const lost = lostCreateOf({ host, body, passcode, startedAt: clock() });
    const begun = await begin({ accountId, lost, key });
    if (begun.kind === 'done-before') return begun.created;
    const { row } = begun;
    const startTime = request.type === 1 ? clock() : start;
    const meeting = await carryOut({ accountId, host, startTime, row, body, passcode });
    return { meeting, isReplay: false };
  };

  /** @throws Refusal, or a ZoomError where a read failed. */
  return async (request: CreateRequest): Promise<Created> => {
    const { accountId, body, caller, idempotencyKey } = request;
    const host = await deps.hosts.resolve(body.host, FAILURE);
    if (idempotencyKey === null) return createOnce(request, { host, key: null });
    const key = hashKey({ accountId, caller, idempotencyKey, body });
    return (await earlier(key)) ?? createOnce(request, { host, key });
  };
};

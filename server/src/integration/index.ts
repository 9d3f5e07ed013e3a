import {
  meetingCreateSchema,
  meetingListSchema,
  meetingUpdateSchema,
} from '../../../contracts/meeting-request';
import type { Mode } from '../../../contracts/settings';
import type { Database } from '../jobs/database';
import type { JobHandler, Outbox } from '../jobs/types';
import type { MeetingRows } from '../meetings/meeting-rows';
import type { Settings } from '../settings/types';
import type { ZoomClient, ZoomMeeting } from '../zoom/types';
import { createMeetingChanger } from './change-meeting';
import { createMeetingCreator, type Created } from './create-meeting';
import { passGate } from './gate';
import { createHostPolicy } from './host-policy';
import { createIdempotencyKeys } from './idempotency';
import { createMeetingLists } from './meeting-list';
import { createMeetingStore } from './meeting-store';
import { presentListed, type ListedMeetingAnswer } from './presentation';
import { noSuchMeeting, Refusal } from './refusal';
import { parseIdempotencyKey, parseMeetingId, parseRequest } from './request';
import { createSettleHandler } from './settle-create';
import { refusalOfZoom, type Failure } from './zoom-refusal';

export { createLateCancel } from './cancel-job';
export { presentMeeting, type ListedMeetingAnswer, type MeetingAnswer } from './presentation';
export { invalid, Refusal } from './refusal';
export { refusalOfZoom } from './zoom-refusal';

export type IntegrationOptions = {
  db: Database;
  zoom: ZoomClient;
  settings: { current(): Settings };
  mode: () => Mode;
  rows: MeetingRows;
  outbox: Outbox;
  clock: () => Date;
  /** A random integer from 0 to below its argument, fit for secrets (`crypto.randomInt`). */
  randomInt: (below: number) => number;
  log: Record<'info' | 'warn' | 'error', (message: string) => unknown>;
  /** How long a list is kept, in milliseconds. @default 15000 */
  listCacheMs?: number;
};

/**
 * The meeting management API without HTTP: what its controller calls. Every method throws a
 * `Refusal` for what the caller should be told.
 */
export type Integration = {
  list(query: unknown): Promise<ListedMeetingAnswer[]>;
  get(id: unknown): Promise<ZoomMeeting>;
  create(input: {
    body: unknown;
    /** The token or user that asks: idempotency keys are theirs alone. */
    caller: string;
    idempotencyKey: string | string[] | undefined;
  }): Promise<Created>;
  update(id: unknown, body: unknown): Promise<ZoomMeeting>;
  cancel(id: unknown): Promise<void>;
  /** The link that makes whoever follows it the host. Never stored, never logged. */
  startLink(id: unknown): Promise<string>;
  /** Forgets cached lists: of one host (e-mail address or Zoom user id), or all. */
  invalidate(options?: { host?: string | null }): void;
  /** Handler of the job `settle-create`. */
  settleCreate: JobHandler;
  /** Looks now for the meeting of a create under way: Zoom announced one like it. */
  settleSoon(rowId: number): Promise<void>;
};

export const createIntegration = (options: IntegrationOptions): Integration => {
  const { db, zoom, settings, rows, outbox, clock, log } = options;
  const hosts = createHostPolicy({ zoom, settings, clock });
  const keys = createIdempotencyKeys({ db, clock });
  const store = createMeetingStore({ db, rows, keys, outbox, clock });
  const lists = createMeetingLists({
    zoom,
    clock,
    ...(options.listCacheMs === undefined ? {} : { cacheMs: options.listCacheMs }),
  });
  const createMeeting = createMeetingCreator({ ...options, hosts, store, keys });
  const changer = createMeetingChanger({ zoom, settings, hosts, rows, store, clock });

  const enter = () => passGate({ mode: options.mode(), settings: settings.current() });

  /** Everything Zoom says comes out as a Refusal; after a write the cached lists are forgotten. */
  const answering = async <Result>(
    work: () => Promise<Result>,
    { failure, isWrite }: { failure: Failure; isWrite: boolean }
  ): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw refusalOfZoom(error, { failure, now: clock() });
    } finally {
      if (isWrite) lists.invalidate();
    }
  };

  const get = (id: unknown): Promise<ZoomMeeting> =>
    answering(
      async () => {
        enter();
        const meeting = await zoom.getMeeting({ id: parseMeetingId(id) });
        if (!(await hosts.allows(meeting))) throw noSuchMeeting(meeting.id);
        return meeting;
      },
      { failure: 'Reading the meeting failed', isWrite: false }
    );

  return {
    get,

    list: (query) => {
      const failure: Failure = 'Listing the meetings failed';
      return answering(
        async () => {
          const { accountId } = enter();
          const schema = meetingListSchema;
          const asked = parseRequest({ schema, value: query, what: 'the query', failure });
          const host = await hosts.resolve(asked.host, failure);
          const meetings = await lists.read({ accountId, host, type: asked.type });
          return meetings.map(presentListed);
        },
        { failure, isWrite: false }
      );
    },

    create: ({ body, caller, idempotencyKey }) => {
      const failure: Failure = 'Meeting creation failed';
      return answering(
        () => {
          const { accountId } = enter();
          const schema = meetingCreateSchema;
          return createMeeting({
            accountId,
            body: parseRequest({ schema, value: body, what: 'the body', failure }),
            caller,
            idempotencyKey: parseIdempotencyKey(idempotencyKey),
          });
        },
        { failure, isWrite: true }
      );
    },

    update: (id, body) => {
      const failure: Failure = 'Meeting update failed';
      return answering(
        () => {
          const { accountId } = enter();
          const schema = meetingUpdateSchema;
          return changer.update({
            accountId,
            id: parseMeetingId(id),
            body: parseRequest({ schema, value: body, what: 'the body', failure }),
          });
        },
        { failure, isWrite: true }
      );
    },

    cancel: (id) =>
      answering(
        () => {
          const { accountId } = enter();
          return changer.cancel({ accountId, id: parseMeetingId(id) });
        },
        { failure: 'Meeting deletion failed', isWrite: true }
      ),

    startLink: async (id) => {
      const meeting = await get(id);
      if (meeting.startUrl !== null) return meeting.startUrl;
      throw new Refusal({
        status: 502,
        message: `Zoom gave no start link for meeting ${meeting.id}`,
      });
    },

    invalidate: lists.invalidate,

    settleSoon: store.settleSoon,

    settleCreate: createSettleHandler({
      zoom,
      store,
      rows,
      clock,
      log,
      onChanged: () => lists.invalidate(),
    }),
  };
};

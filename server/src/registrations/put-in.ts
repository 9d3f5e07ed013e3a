import { nextUtcMidnight, utcDay } from '../domain/rate-budget';
import { ADDS_A_DAY, addsOn } from '../domain/registrant-sync';
import {
  ZoomHostError,
  ZoomRateLimitError,
  ZoomRefusedError,
  ZoomScopeError,
  type ZoomApplicant,
  type ZoomError,
  type ZoomRegistrant,
} from '../zoom';
import type { RegistrantRow } from './registrant-rows';
import { forThisMeeting, inChunks, type Room, type Seats } from './seats';
import type { RegistrantSyncDeps } from './sync-registrants';

const HOST_CANNOT_REGISTER = 3027;
/** What a person has to mend in Zoom is tried again after this. */
const MENDING_MS = 3600_000;

const keyOf = (email: string): string => email.trim().toLowerCase();

/** Zoom asks for a first name of everybody. */
const toApplicant = ({ email, firstName, lastName }: RegistrantRow): ZoomApplicant => ({
  email,
  firstName: firstName ?? email.slice(0, email.indexOf('@')).slice(0, 64),
  lastName,
});

/** Zoom's "no" to one person: the host of the meeting, or a value it does not take. */
const isPersonal = (error: unknown): error is ZoomError =>
  (error instanceof ZoomRefusedError &&
    (error.code === HOST_CANNOT_REGISTER || error.fields.length > 0)) ||
  (error instanceof ZoomRateLimitError && error.limit === 'registrant-day');

/** About the meeting, its host or the app: not about any one person. */
const isForAll = (error: unknown): error is ZoomError =>
  error instanceof ZoomRefusedError ||
  error instanceof ZoomHostError ||
  error instanceof ZoomScopeError;

/**
 * Registers people in Zoom. Zoom is looked at first: it counts each add of a person, three a day,
 * whether or not it changes anything.
 */
export const createPutIn = (deps: RegistrantSyncDeps, seats: Seats) => {
  const { zoom, clock, log } = deps;

  const lookUp = async (
    { address: { id, signal } }: Room,
    states: ZoomRegistrant['state'][]
  ): Promise<Map<string, ZoomRegistrant>> => {
    const found = new Map<string, ZoomRegistrant>();
    for (const state of states) {
      for (const one of await zoom.listRegistrants({ id, state, signal })) {
        found.set(keyOf(one.email), one);
      }
    }
    return found;
  };

  const adopt = async (
    room: Room,
    rows: RegistrantRow[],
    found: ReadonlyMap<string, { id: string; joinUrl: string | null }>
  ): Promise<void> => {
    const seated = rows.flatMap((row) => {
      const one = found.get(keyOf(row.email));
      return one === undefined ? [] : [{ row, id: one.id, joinUrl: one.joinUrl }];
    });
    if (seated.length > 0) await seats.registered(room, seated);
  };

  /** Counted before the call: its answer may be lost. */
  const countAdds = (room: Room, rows: RegistrantRow[]): Promise<RegistrantRow[]> =>
    seats.write(room, rows, (fresh) => ({
      ...forThisMeeting(fresh, room.zoomId),
      zoomAdds: { day: utcDay(clock()), count: addsOn(fresh, clock()) + 1 },
    }));

  const refuse = async (room: Room, row: RegistrantRow, error: ZoomError): Promise<void> => {
    if (error instanceof ZoomRateLimitError) {
      const until = error.retryAt ?? nextUtcMidnight(clock());
      await seats.waiting(room, [row], { until, because: error.message });
      return;
    }
    const because =
      error.code === HOST_CANNOT_REGISTER
        ? 'This is the host of the meeting: Zoom registers no hosts, and they need no link of their own.'
        : error.message;
    await seats.refused(room, row, because);
    log.warn(`zoom: registrant ${row.documentId} not registered in Zoom: ${because}`);
  };

  /** One by one: Zoom refused a batch and does not say because of whom. */
  const addOne = async (room: Room, row: RegistrantRow): Promise<void> => {
    try {
      await countAdds(room, [row]);
      const added = await zoom.addRegistrant({ ...room.address, applicant: toApplicant(row) });
      await seats.registered(room, [{ row, id: added.id, joinUrl: added.joinUrl }]);
    } catch (error) {
      if (!isPersonal(error)) throw error;
      await refuse(room, row, error);
    }
  };

  const addChunk = async (room: Room, rows: RegistrantRow[]): Promise<void> => {
    const mails = room.meeting.frozen.zoomRegistration?.zoomConfirms ?? false;
    try {
      await countAdds(room, rows);
      const applicants = rows.map(toApplicant);
      const added = await zoom.addRegistrants({ ...room.address, applicants, mails });
      await adopt(room, rows, new Map(added.map((one) => [keyOf(one.email), one])));
    } catch (error) {
      if (!isPersonal(error)) throw error;
      const [only] = rows;
      if (rows.length === 1 && only) await refuse(room, only, error);
      else for (const row of rows) await addOne(room, row);
    }
  };

  const add = async (room: Room, rows: RegistrantRow[]): Promise<void> => {
    const now = clock();
    const spent = rows.filter((row) => addsOn(row, now) >= ADDS_A_DAY);
    if (spent.length > 0) {
      const until = nextUtcMidnight(now);
      const because = 'Zoom takes a person three times a day; the next try is after 00:00 UTC.';
      await seats.waiting(room, spent, { until, because });
    }
    for (const chunk of inChunks(rows.filter((row) => !spent.includes(row)))) {
      await addChunk(room, chunk);
    }
  };

  const seatAll = async (room: Room, rows: RegistrantRow[]): Promise<void> => {
    const found = await lookUp(room, ['denied', 'pending', 'approved']);
    const stateOf = (row: RegistrantRow) => found.get(keyOf(row.email))?.state;
    await adopt(
      room,
      rows.filter((row) => stateOf(row) === 'approved'),
      found
    );
    const undecided = rows.filter((row) => ['pending', 'denied'].includes(stateOf(row) ?? ''));
    for (const chunk of inChunks(undecided)) {
      const registrants = chunk.flatMap(({ email }) => {
        const one = found.get(keyOf(email));
        return one ? [{ id: one.id, email: one.email }] : [];
      });
      await zoom.setRegistrantState({ ...room.address, action: 'approve', registrants });
    }
    if (undecided.length > 0) await adopt(room, undecided, await lookUp(room, ['approved']));
    await add(
      room,
      rows.filter((row) => stateOf(row) === undefined)
    );
  };

  return async (room: Room, rows: RegistrantRow[]): Promise<void> => {
    try {
      await seatAll(room, rows);
    } catch (error) {
      if (!isForAll(error)) throw error;
      const until = new Date(clock().getTime() + MENDING_MS);
      const open = rows.map(({ id }) => id);
      const waiting: RegistrantRow[] = [];
      for await (const page of deps.registrants.pages(room.meeting.id, { id: { $in: open } })) {
        const isSeated = (row: RegistrantRow) =>
          row.zoomMeetingId === room.zoomId &&
          (row.zoomState === 'approved' || row.zoomState === 'refused');
        waiting.push(...page.filter((row) => !isSeated(row)));
      }
      await seats.waiting(room, waiting, { until, because: error.message });
      log.warn(`zoom: registrants of meeting ${room.zoomId} wait: ${error.message}`);
    }
  };
};

import { z } from 'zod';

import { TABLE } from '../../../contracts/identifiers';
import { followZoom } from '../domain/registrant-sync';
import { readRegistrationEvent, type ToldRegistration } from '../domain/registration-event';
import { rowsOf, type Database, type JobLog } from '../jobs/database';
import { errorWords } from '../jobs/error-text';
import type { ClaimedJob, JobHandler } from '../jobs/types';
import { eventColumnsSchema } from '../webhooks/event-columns';
import { findMeeting } from '../webhooks/meeting-rows';
import { putSecretsBack, type CutSecret } from '../webhooks/payload-secrets';
import type { RegistrationChanges } from './changes';
import type { Registrables, RegistrableRow } from './registrable';
import type { RegistrantRow, RegistrantRows } from './registrant-rows';

/** Events of one run of the job; the rest go in the next. */
const PAGE = 200;
/** After so many failures an event is given up, visibly. */
const MAX_ATTEMPTS = 10;

const eventSchema = eventColumnsSchema.extend({ secrets: z.string().nullable() });
type OpenEvent = z.infer<typeof eventSchema>;

const secretsSchema = z.array(
  z.object({
    path: z.array(z.union([z.string(), z.number()])),
    value: z.union([z.string(), z.number()]),
  })
);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

export type ApplyDeps = {
  database: Database;
  registrants: RegistrantRows;
  registrables: Registrables;
  changes: RegistrationChanges;
  /** Opens what was cut out of a body; null where it no longer can be. */
  open: (sealed: string) => string | null;
  clock: () => Date;
  log: JobLog;
};

/**
 * The handler of `apply-registration-events`: follows what people and hosts did in Zoom itself, and
 * knows the echoes of our own doing. Repeated and reordered events change nothing (`followZoom`).
 */
export const createRegistrationEvents = (deps: ApplyDeps): JobHandler => {
  const { database, registrants, registrables, changes, clock, log } = deps;
  const rows = () => rowsOf(database, TABLE.webhookEvent);

  const secretsOf = ({ secrets }: OpenEvent): CutSecret[] => {
    const opened = secrets === null ? null : deps.open(secrets);
    const cut = secretsSchema.safeParse(opened === null ? [] : parsed(opened));
    return cut.success ? cut.data : [];
  };

  const apply = async (meeting: RegistrableRow, zoomId: string, told: ToldRegistration) => {
    const known =
      (await registrants.byZoomRegistrant(meeting.id, told.zoomRegistrantId)) ??
      (await registrants.byAddress(meeting.id, told.email));
    if (known === null) {
      if (told.state === 'cancelled' || told.state === 'denied') return;
      await changes.arrive(meeting, { ...told, zoomId });
      return;
    }
    // What was said of the Zoom meeting before has no bearing on this one.
    const isHere = known.zoomMeetingId === zoomId;
    const seat: RegistrantRow = isHere
      ? known
      : { ...known, zoomState: null, zoomStateAt: null, joinUrl: null };
    const change = followZoom(seat, told);
    if (change === null) return;
    await changes.followZoom(meeting, known, {
      ...(change.state === null ? {} : { state: change.state, stateAt: clock() }),
      zoomMeetingId: zoomId,
      zoomRegistrantId: told.zoomRegistrantId,
      zoomState: change.zoomState,
      zoomStateAt: told.at,
      joinUrl: change.joinUrl,
    });
  };

  const work = async (open: OpenEvent, zoomId: string, job: ClaimedJob): Promise<void> => {
    await database.transaction(async ({ trx }) => {
      const body = putSecretsBack(parsed(open.payload), secretsOf(open));
      const at = new Date(open.event_ts ?? open.received_at ?? clock().getTime());
      const told = readRegistrationEvent({ event: open.event, body, at });
      const address = { accountId: open.account_id ?? '', zoomId };
      // Locks the meeting's row, as everything does that changes its registrations.
      const found = await findMeeting(database, address);
      const meeting = found.kind === 'current' ? await registrables.byId(found.row.id) : null;
      if (meeting !== null && told !== null) await apply(meeting, zoomId, told);
      await rowsOf(database, TABLE.webhookEvent, trx)
        .where({ id: open.id })
        .update({
          state: told === null ? 'ignored' : 'processed',
          error: told === null ? 'not as Zoom documents it' : null,
          attempts: (open.attempts ?? 0) + 1,
        });
      await job.fence();
    });
  };

  const fail = async (open: OpenEvent, error: unknown): Promise<boolean> => {
    const attempts = (open.attempts ?? 0) + 1;
    const isGivenUp = attempts >= MAX_ATTEMPTS;
    await rows()
      .where({ id: open.id, state: 'stored' })
      .update({ attempts, error: errorWords(error), ...(isGivenUp ? { state: 'failed' } : {}) });
    if (isGivenUp)
      log.error(`zoom: event ${open.id} (${open.event}) given up: ${errorWords(error)}`);
    return isGivenUp;
  };

  return async (job) => {
    const { zoomId } = z.object({ zoomId: z.string() }).parse(job.payload);
    const found: unknown[] = await rows()
      .where({ state: 'stored', verified: true, meeting_id: zoomId })
      .where('event', 'like', 'meeting.registration_%')
      .orderBy([{ column: 'event_ts' }, { column: 'id' }])
      .limit(PAGE)
      .select(Object.keys(eventSchema.shape));
    let failure: unknown = null;
    for (const open of found.map((row) => eventSchema.parse(row))) {
      if (job.signal.aborted) return { kind: 'again', at: clock() };
      try {
        await work(open, zoomId, job);
      } catch (error) {
        if (error instanceof Error && error.name === 'LeaseLostError') throw error;
        if (!(await fail(open, error))) failure ??= error;
      }
    }
    if (failure !== null) throw failure instanceof Error ? failure : new Error(String(failure));
    return found.length === PAGE ? { kind: 'again', at: clock() } : { kind: 'done' };
  };
};

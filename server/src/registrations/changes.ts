import type { RegistrationState } from '../../../contracts/choices';
import type { RegistrationDecision } from '../../../contracts/registration';
import { moveRegistration } from '../domain/registration';
import type { ToldRegistration } from '../domain/registration-event';
import type { Outbox } from '../jobs/types';
import type { RegistrableRow } from './registrable';
import type { RegistrantPatch, RegistrantRow, RegistrantRows } from './registrant-rows';
import { syncRegistrantsJob } from './registration-jobs';

export type ChangeDeps = {
  registrants: RegistrantRows;
  outbox: Outbox;
  clock: () => Date;
  /** A meeting has somebody new who is let in, in the open transaction. */
  onEnrolled: (meetingRowId: number) => Promise<void>;
  /** Mails a person where they stand now; in the open transaction. */
  confirm: (registrant: RegistrantRow, meetingRowId: number) => Promise<void>;
};

export type Decided =
  | { kind: 'decided'; registrant: RegistrantRow }
  | { kind: 'there-already'; registrant: RegistrantRow }
  /** The registration is in a state from which this cannot be. */
  | { kind: 'impossible'; state: RegistrationState };

/** What may be said of a person anew; Zoom's "no" was about the registration before. */
const AFRESH = { zoomNote: null, zoomTryAt: null } as const;

/**
 * How registrations change, whoever asks for it: each with what follows from it. All are called in
 * a transaction that holds the meeting's lock.
 */
export const createRegistrationChanges = (deps: ChangeDeps) => {
  const { registrants, outbox, clock } = deps;

  /** What follows from a row's new state. */
  const follow = async (row: RegistrantRow, meeting: RegistrableRow): Promise<void> => {
    if (row.state === 'approved') await deps.onEnrolled(meeting.id);
    // The mail to somebody who needs a link of their own waits until Zoom has given it.
    const waitsForLink = meeting.isInZoom && row.state === 'approved' && row.joinUrl === null;
    if (!waitsForLink) await deps.confirm(row, meeting.id);
    if (meeting.isInZoom) await outbox.raise(syncRegistrantsJob(meeting.id));
  };

  const enter = async (
    meeting: RegistrableRow,
    entry: RegistrantPatch & { state: RegistrationState },
    known: RegistrantRow | null
  ): Promise<RegistrantRow> => {
    const data = { ...entry, ...AFRESH, stateAt: clock() };
    const row =
      known === null
        ? await registrants.create(meeting.id, data)
        : await registrants.update(known.id, { ...data, ...withoutRefusal(known) });
    await follow(row, meeting);
    return row;
  };

  return {
    /** Registers somebody new, or anew who had cancelled. */
    enter,

    /** Somebody registered on Zoom's own page. */
    async arrive(
      meeting: RegistrableRow,
      told: ToldRegistration & { zoomId: string }
    ): Promise<RegistrantRow> {
      const state = told.state === 'pending' ? 'pending' : 'approved';
      const row = await registrants.create(meeting.id, {
        state,
        stateAt: clock(),
        source: 'zoom',
        email: told.email,
        firstName: told.firstName,
        lastName: told.lastName,
        answers: told.answers,
        zoomMeetingId: told.zoomId,
        zoomRegistrantId: told.zoomRegistrantId,
        zoomState: state,
        zoomStateAt: told.at,
        joinUrl: told.joinUrl,
      });
      await follow(row, meeting);
      return row;
    },

    /** Writes what Zoom told of a registration that is known here. */
    async followZoom(
      meeting: RegistrableRow,
      known: RegistrantRow,
      patch: RegistrantPatch
    ): Promise<void> {
      const row = await registrants.update(known.id, patch);
      const hasNewLink = row.state === 'approved' && row.joinUrl !== known.joinUrl;
      if (row.state !== known.state || hasNewLink) await follow(row, meeting);
      else if (meeting.isInZoom) await outbox.raise(syncRegistrantsJob(meeting.id));
    },

    async decide(
      meeting: RegistrableRow,
      row: RegistrantRow,
      decision: RegistrationDecision
    ): Promise<Decided> {
      const move = moveRegistration(row.state, decision);
      if (move.kind === 'there-already') return { kind: 'there-already', registrant: row };
      if (move.kind === 'impossible') return { kind: 'impossible', state: row.state };
      const registrant = await registrants.update(row.id, {
        state: move.to,
        stateAt: clock(),
        ...AFRESH,
        ...withoutRefusal(row),
      });
      await follow(registrant, meeting);
      return { kind: 'decided', registrant };
    },
  };
};
export type RegistrationChanges = ReturnType<typeof createRegistrationChanges>;

const withoutRefusal = (row: RegistrantRow): RegistrantPatch =>
  row.zoomState === 'refused' ? { zoomState: null } : {};

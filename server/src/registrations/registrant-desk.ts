import { UID } from '../../../contracts/identifiers';
import { pageMeta, type Page } from '../../../contracts/page';
import { REGISTRATION_STATES, type RegistrationState } from '../../../contracts/choices';
import type {
  RegistrantBody,
  RegistrantEntry,
  RegistrantSearch,
  RegistrationDecision,
  RegistrationSummary,
} from '../../../contracts/registration';
import type { Database } from '../jobs/database';
import type { Outbox } from '../jobs/types';
import type { RegistrationChanges } from './changes';
import type { Registrables, RegistrableRow } from './registrable';
import { toRegistrantEntry, toRegistrantRow, type RegistrantRows } from './registrant-rows';
import { registrantsCsvHeader, registrantsCsvLine } from './registrants-csv';
import { forgetRegistrantJob } from './registration-jobs';

export type Enrolment =
  | { kind: 'added'; registrant: RegistrantEntry }
  | { kind: 'there-already' }
  | { kind: 'no-meeting' };

export type Decision =
  | { kind: 'decided'; registrant: RegistrantEntry }
  | { kind: 'absent' }
  | { kind: 'impossible'; state: RegistrationState };

export type DeskDeps = {
  database: Database;
  outbox: Outbox;
  registrants: RegistrantRows;
  registrables: Registrables;
  changes: RegistrationChanges;
};

/** `like` of every database, of a text that stands for itself. */
const containing = (search: string) => ({ $containsi: search });

/** Registrants as a person in the panel sees, adds, admits and removes them. */
export const createRegistrantDesk = (deps: DeskDeps) => {
  const { database, outbox, registrants, registrables, changes } = deps;
  const query = () => database.query(UID.registrant);

  /** Does something to one registration with its meeting locked; null: there is no such one. */
  const withRegistrant = async <Result>(
    documentId: string,
    work: (
      row: NonNullable<Awaited<ReturnType<RegistrantRows['find']>>>,
      meeting: RegistrableRow | null
    ) => Promise<Result>
  ): Promise<Result | null> => {
    const found = await registrants.find(documentId);
    if (found === null) return null;
    return database.transaction(async () => {
      if (found.meetingRowId !== null) await registrants.lockMeeting(found.meetingRowId);
      const row = await registrants.find(documentId);
      if (row === null) return null;
      const meeting = row.meetingRowId === null ? null : await registrables.byId(row.meetingRowId);
      return work(row, meeting);
    });
  };

  return {
    /** A page by last name; null where there is no such meeting. */
    async list(at: RegistrantSearch): Promise<Page<RegistrantEntry> | null> {
      const meeting = await registrables.byDocumentId(at.meeting);
      if (meeting === null) return null;
      const like = at.search ? containing(at.search) : null;
      const where = {
        meeting: { id: meeting.id },
        ...(at.state ? { state: at.state } : {}),
        ...(like ? { $or: [{ email: like }, { firstName: like }, { lastName: like }] } : {}),
      };
      const total = await query().count({ where });
      const rows: unknown[] = await query().findMany({
        where,
        orderBy: [{ lastName: 'asc' }, { id: 'asc' }],
        limit: at.pageSize,
        offset: (at.page - 1) * at.pageSize,
      });
      const { page, pageSize } = at;
      return {
        data: rows.map((row) => toRegistrantEntry(toRegistrantRow(row), meeting.isInZoom)),
        meta: pageMeta({ page, pageSize, total }),
      };
    },

    /** How many stand where, and whether one can register; null where there is no such meeting. */
    async summary(documentId: string): Promise<RegistrationSummary | null> {
      const meeting = await registrables.byDocumentId(documentId);
      if (meeting === null) return null;
      const counts = { pending: 0, approved: 0, denied: 0, cancelled: 0 };
      for (const state of REGISTRATION_STATES) {
        counts[state] = await registrants.count(meeting.id, [state]);
      }
      return {
        offer: await registrables.offer(meeting),
        counts,
        capacity: registrables.standing(meeting).seats,
        ownCapacity: meeting.ownCapacity,
        isInZoom: meeting.isInZoom,
      };
    },

    /** False where there is no such meeting. */
    async setCapacity(documentId: string, capacity: number | null): Promise<boolean> {
      const meeting = await registrables.byDocumentId(documentId);
      if (meeting === null) return false;
      await registrables.setCapacity(meeting.id, capacity);
      return true;
    },

    /** An editor's word counts whatever time and seats say. */
    async add(body: RegistrantBody): Promise<Enrolment> {
      const found = await registrables.byDocumentId(body.meeting);
      if (found === null) return { kind: 'no-meeting' };
      return database.transaction(async (): Promise<Enrolment> => {
        // Locked: two who add the same person at once are one after the other.
        await registrants.lockMeeting(found.id);
        const meeting = await registrables.byId(found.id);
        if (meeting === null) return { kind: 'no-meeting' };
        const known = await registrants.byAddress(meeting.id, body.email);
        if (known !== null && known.state !== 'cancelled') return { kind: 'there-already' };
        const { email, firstName, lastName, answers } = body;
        const row = await changes.enter(
          meeting,
          {
            state: 'approved',
            email,
            firstName: firstName ?? null,
            lastName: lastName ?? null,
            ...(answers ? { answers } : {}),
            source: known?.source ?? 'editor',
          },
          known
        );
        return { kind: 'added', registrant: toRegistrantEntry(row, meeting.isInZoom) };
      });
    },

    async decide(documentId: string, decision: RegistrationDecision): Promise<Decision> {
      const decided = await withRegistrant(documentId, async (row, meeting): Promise<Decision> => {
        if (meeting === null) return { kind: 'absent' };
        const outcome = await changes.decide(meeting, row, decision);
        if (outcome.kind === 'impossible') return { kind: 'impossible', state: outcome.state };
        return {
          kind: 'decided',
          registrant: toRegistrantEntry(outcome.registrant, meeting.isInZoom),
        };
      });
      return decided ?? { kind: 'absent' };
    },

    /** False where there is no such registrant. Whom Zoom has is taken out there, too. */
    async remove(documentId: string): Promise<boolean> {
      const removed = await withRegistrant(documentId, async (row) => {
        const { zoomMeetingId, zoomRegistrantId, id } = row;
        await registrants.remove(id);
        if (zoomMeetingId !== null && zoomRegistrantId !== null) {
          await outbox.raise(forgetRegistrantJob({ zoomMeetingId, zoomRegistrantId, rowId: id }));
        }
        return true;
      });
      return removed ?? false;
    },

    /** Null where there is no such meeting; else the lines of a CSV file, in pages of the table. */
    async csv(at: {
      meeting: string;
      state?: RegistrationState | undefined;
    }): Promise<AsyncGenerator<string, void, undefined> | null> {
      const meeting = await registrables.byDocumentId(at.meeting);
      if (meeting === null) return null;
      const where = at.state ? { state: at.state } : {};
      return (async function* () {
        yield registrantsCsvHeader();
        for await (const page of registrants.pages(meeting.id, where)) {
          const lines = page.map((row) =>
            registrantsCsvLine(toRegistrantEntry(row, meeting.isInZoom))
          );
          yield lines.join('');
        }
      })();
    },
  };
};
export type RegistrantDesk = ReturnType<typeof createRegistrantDesk>;

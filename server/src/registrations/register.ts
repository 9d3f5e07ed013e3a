import type {
  OwnRegistration,
  RegistrationBody,
  RegistrationReceived,
  RegistrationSettings,
} from '../../../contracts/registration';
import { HOLDS_SEAT, planRegistration } from '../domain/registration';
import type { CallerPerson } from '../domain/caller';
import type { Database } from '../jobs/database';
import type { RegistrationChanges } from './changes';
import type { Registrables, RegistrableRow } from './registrable';
import type { RegistrantRow, RegistrantRows } from './registrant-rows';

/** Somebody who wants to register: an account that is vouched for, or whoever filled in a form. */
export type Applicant = {
  person: CallerPerson | null;
  email: string;
  firstName: string;
  lastName: string | null;
  answers: RegistrationBody['answers'];
};

export type Registered =
  | { kind: 'no-meeting' }
  | { kind: 'refused'; because: 'closed' | 'too-early' | 'full'; reason: string }
  /** What a guest hears, whatever became of it. */
  | { kind: 'received'; answer: RegistrationReceived }
  | { kind: 'registered'; registration: OwnRegistration; isNew: boolean };

export const toOwnRegistration = (row: RegistrantRow): OwnRegistration => ({
  documentId: row.documentId,
  state: row.state,
  email: row.email,
  firstName: row.firstName,
  lastName: row.lastName,
  answers: row.answers,
  registeredAt: row.createdAt?.toISOString() ?? null,
});

const REASONS = {
  'too-early': 'Registration is not open yet.',
  full: 'There is no seat left.',
} as const;

export type OwnCancelled =
  | { kind: 'cancelled'; registration: OwnRegistration }
  | { kind: 'not-registered' }
  | { kind: 'no-meeting' }
  /** An editor said no: there is nothing to cancel. */
  | { kind: 'impossible' };

/** Registration by visitors: everything here is theirs, and nothing of anybody else. */
export const createRegistration = (deps: {
  database: Database;
  registrants: RegistrantRows;
  registrables: Registrables;
  changes: RegistrationChanges;
  settings: () => RegistrationSettings;
}) => {
  const { database, registrants, registrables, changes, settings } = deps;

  /**
   * The registration of an account: by its key, else one that a guest left with its address, which
   * Users & Permissions or the site vouches for. One of another account is another's.
   */
  const ownOf = async (
    meetingRowId: number,
    person: CallerPerson
  ): Promise<RegistrantRow | null> => {
    const own = await registrants.byAccount(meetingRowId, person.accountKey);
    if (own !== null) return own;
    const alike = await registrants.byAddress(meetingRowId, person.email);
    return alike !== null && alike.accountKey === null ? alike : null;
  };

  const received = (): Registered => ({
    kind: 'received',
    answer: { accepted: true, approval: settings().approval },
  });

  const toRefusal = (
    meeting: RegistrableRow,
    because: 'closed' | 'too-early' | 'full'
  ): Registered => {
    const { window } = registrables.standing(meeting);
    const reason = because === 'closed' && window.kind === 'closed' ? window.because : '';
    return {
      kind: 'refused',
      because,
      reason: because === 'closed' ? reason || 'Registration is closed.' : REASONS[because],
    };
  };

  const enter = async (meeting: RegistrableRow, applicant: Applicant): Promise<Registered> => {
    const { person, email } = applicant;
    const known =
      (person && (await registrants.byAccount(meeting.id, person.accountKey))) ??
      (await registrants.byAddress(meeting.id, email));
    const { window, seats } = registrables.standing(meeting);
    const taken = await registrants.count(meeting.id, HOLDS_SEAT);
    const plan = planRegistration({
      window,
      known: known?.state ?? null,
      isGuest: person === null,
      seats: { all: seats, taken },
      approval: settings().approval,
    });
    if (plan.kind === 'refuse') return toRefusal(meeting, plan.because);
    const isOthers =
      known !== null && known.accountKey !== null && known.accountKey !== person?.accountKey;
    if (plan.kind === 'keep') {
      // A guest's earlier registration becomes the account's that comes with the same address.
      const claims = person !== null && known !== null && known.accountKey === null;
      if (claims) await registrants.update(known.id, { accountKey: person.accountKey });
      if (person === null || known === null || isOthers) return received();
      return { kind: 'registered', registration: toOwnRegistration(known), isNew: false };
    }
    const row = await changes.enter(
      meeting,
      {
        state: plan.state,
        email,
        firstName: applicant.firstName,
        lastName: applicant.lastName,
        answers: applicant.answers ?? null,
        // Cancelled by its account and left again as a guest: still the account's.
        accountKey: isOthers ? known.accountKey : (person?.accountKey ?? known?.accountKey ?? null),
        ...(known === null ? { source: person === null ? 'form' : 'account' } : {}),
      },
      known
    );
    if (person === null || isOthers) return received();
    return { kind: 'registered', registration: toOwnRegistration(row), isNew: true };
  };

  return {
    /** Answers a program that filled in the field that people do not see: as if all were well. */
    pretend: received,

    async offer(documentId: string) {
      const meeting = await registrables.byDocumentId(documentId);
      return meeting && registrables.offer(meeting);
    },

    /** Registers somebody once, however often and from how many windows they ask. */
    async register(documentId: string, applicant: Applicant): Promise<Registered> {
      const found = await registrables.byDocumentId(documentId);
      if (found === null) return { kind: 'no-meeting' };
      return database.transaction(async (): Promise<Registered> => {
        await registrants.lockMeeting(found.id);
        const meeting = await registrables.byId(found.id);
        return meeting === null ? { kind: 'no-meeting' } : enter(meeting, applicant);
      });
    },

    /** Null: not registered, or no such meeting. */
    async own(documentId: string, person: CallerPerson): Promise<OwnRegistration | null> {
      const meeting = await registrables.byDocumentId(documentId);
      const row = meeting && (await ownOf(meeting.id, person));
      return row && toOwnRegistration(row);
    },

    async cancelOwn(documentId: string, person: CallerPerson): Promise<OwnCancelled> {
      const found = await registrables.byDocumentId(documentId);
      if (found === null) return { kind: 'no-meeting' };
      return database.transaction(async (): Promise<OwnCancelled> => {
        await registrants.lockMeeting(found.id);
        const meeting = await registrables.byId(found.id);
        const row = meeting && (await ownOf(meeting.id, person));
        if (meeting === null || row === null) return { kind: 'not-registered' };
        const decided = await changes.decide(meeting, row, 'cancel');
        if (decided.kind === 'impossible') return { kind: 'impossible' };
        return { kind: 'cancelled', registration: toOwnRegistration(decided.registrant) };
      });
    },
  };
};
export type Registration = ReturnType<typeof createRegistration>;

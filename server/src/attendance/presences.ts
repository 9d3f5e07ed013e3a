import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import type { PersonAttendance } from '../domain/attendance';
import { identifier } from '../domain/person-keys';
import { NO_PARTS } from '../domain/person-links';
import { presenceIn, type Presence, type PresenceThresholds } from '../domain/presence';
import type { Database } from '../jobs/database';

const PAGE = 500;

const registrantSchema = z.object({
  id: z.number(),
  documentId: z.string(),
  email: z.string(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  zoomRegistrantId: z.string().nullish(),
});
export type Registrant = {
  documentId: string;
  email: string;
  name: string;
  /** Strongest first: Zoom's id of the registration, then the address. */
  keys: string[];
};

const toRegistrant = (record: unknown): Registrant & { id: number } => {
  const row = registrantSchema.parse(record);
  const email = row.email.trim().toLowerCase();
  const registrationKeys = row.zoomRegistrantId
    ? [identifier('registrant', row.zoomRegistrantId)]
    : [];
  return {
    id: row.id,
    documentId: row.documentId,
    email,
    name: [row.firstName, row.lastName].filter(Boolean).join(' ') || email,
    keys: [...registrationKeys, identifier('email', email)],
  };
};

/** The approved registrants of a meeting. Zoom allows 4,999 of them. */
export const readRegistrants = async (
  database: Database,
  meetingRowId: number
): Promise<Registrant[]> => {
  const all: Registrant[] = [];
  for (let last = 0; ; ) {
    const found: unknown[] = await database.query(UID.registrant).findMany({
      where: { meeting: { id: meetingRowId }, state: 'approved', id: { $gt: last } },
      orderBy: { id: 'asc' },
      limit: PAGE,
    });
    const page = found.map(toRegistrant);
    all.push(...page);
    const end = page.at(-1)?.id;
    if (end === undefined || page.length < PAGE) return all;
    last = end;
  }
};

/** A person of a run with what the registrations say of them. */
export type AttendedPerson = PersonAttendance & {
  presence: Presence | null;
  registrantDocumentId: string | null;
};

/**
 * How everybody attended, and who of the registrants did not come.
 *
 * @param window the part of the run that was class; null while it runs, or where it was none.
 */
export const withPresences = (
  people: readonly PersonAttendance[],
  context: {
    registrants: readonly Registrant[];
    window: { from: number; to: number } | null;
    thresholds: PresenceThresholds;
  }
): AttendedPerson[] => {
  const { registrants, window, thresholds } = context;
  const wanted = new Set(registrants.flatMap(({ keys }) => keys));
  const holders = new Map<string, PersonAttendance>();
  for (const person of people) {
    for (const one of person.identifiers) if (wanted.has(one)) holders.set(one, person);
  }
  const registrantOf = new Map<PersonAttendance, Registrant>();
  const absent: Registrant[] = [];
  for (const registrant of registrants) {
    const person = registrant.keys.flatMap((key) => holders.get(key) ?? [])[0];
    if (person === undefined) absent.push(registrant);
    else if (!registrantOf.has(person)) registrantOf.set(person, registrant);
  }
  const attended = people.map(
    (person): AttendedPerson => ({
      ...person,
      email: person.email ?? registrantOf.get(person)?.email ?? null,
      presence: window && presenceIn(person.intervals, window, thresholds),
      registrantDocumentId: registrantOf.get(person)?.documentId ?? null,
    })
  );
  if (window === null) return attended;
  return attended.concat(
    absent.map((registrant) => ({
      key: registrant.keys[0] ?? registrant.documentId,
      matchedBy: registrant.keys.length > 1 ? 'registrant' : 'email',
      identifiers: registrant.keys,
      name: registrant.name,
      email: registrant.email,
      intervals: [],
      seconds: 0,
      share: 0,
      parts: NO_PARTS,
      presence: 'absent',
      registrantDocumentId: registrant.documentId,
    }))
  );
};

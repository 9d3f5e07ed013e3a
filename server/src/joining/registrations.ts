import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import type { CallerPerson } from '../domain/caller';
import type { RegistrationStanding } from '../domain/join-policy';
import { sameAddress } from '../domain/registration';
import type { Database } from '../jobs/database';
import { toRegistrantRow, type RegistrantRow } from '../registrations/registrant-rows';

/** What a meeting's registrations say of one person. */
export type Registration = {
  standing: RegistrationStanding;
  /** The person's own link, where Zoom gave one: a bearer secret. */
  joinUrl: string | null;
};

export const NOT_REGISTERED: Registration = { standing: 'none', joinUrl: null };

export type RegisteredMeeting = { id: number; zoomId: string | null };

const meetingSchema = z.object({ meeting: z.object({ id: z.number() }) });
const RANK: Record<RegistrationStanding, number> = { approved: 2, pending: 1, none: 0 };

const toRegistration = (row: RegistrantRow, zoomId: string | null): Registration => {
  if (row.state === 'pending') return { standing: 'pending', joinUrl: null };
  if (row.state !== 'approved') return NOT_REGISTERED;
  // A link into the meeting that this one took the place of lets nobody in.
  const isOfThis = row.zoomMeetingId === null || row.zoomMeetingId === zoomId;
  return { standing: 'approved', joinUrl: isOfThis ? row.joinUrl : null };
};

/** One made by an account is that account's; one that a guest left is found by the address. */
const isTheirs = (row: RegistrantRow, person: CallerPerson): boolean =>
  row.accountKey === null
    ? sameAddress(row.email, person.email)
    : row.accountKey === person.accountKey;

/**
 * A person's registrations for some meetings, by the meetings' row ids: one query. Found by the
 * account, or by the account's e-mail address: never by an address that a guest claims.
 */
export const readRegistrations = async (
  database: Database,
  { person, meetings }: { person: CallerPerson | null; meetings: readonly RegisteredMeeting[] }
): Promise<Map<number, Registration>> => {
  const found = new Map<number, Registration>();
  if (person === null || meetings.length === 0) return found;
  const zoomIds = new Map(meetings.map(({ id, zoomId }) => [id, zoomId]));
  const records: unknown[] = await database.query(UID.registrant).findMany({
    where: {
      meeting: { id: { $in: [...zoomIds.keys()] } },
      $or: [{ accountKey: person.accountKey }, { email: { $eqi: person.email.trim() } }],
    },
    populate: { meeting: { select: ['id'] } },
  });
  for (const record of records) {
    const row = toRegistrantRow(record);
    const { id } = meetingSchema.parse(record).meeting;
    if (!isTheirs(row, person)) continue;
    const registration = toRegistration(row, zoomIds.get(id) ?? null);
    const known = found.get(id) ?? NOT_REGISTERED;
    if (RANK[registration.standing] > RANK[known.standing]) found.set(id, registration);
  }
  return found;
};

import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import type { RegistrationOffer, RegistrationSettings } from '../../../contracts/registration';
import { HOLDS_SEAT, registrationWindow, seatsOf } from '../domain/registration';
import type { Database } from '../jobs/database';
import { toMeetingRow, type MeetingRow } from '../meetings/meeting-row';
import type { RegistrantRows } from './registrant-rows';

const capacitySchema = z.object({
  registrationCapacity: z
    .number()
    .nullish()
    .transform((seats) => seats ?? null),
});

/** A meeting with what registration needs of it. */
export type RegistrableRow = MeetingRow & { ownCapacity: number | null; isInZoom: boolean };

/** Whether Zoom asks for a registration to this meeting: as it was when the session was published. */
export const isInZoom = ({ frozen }: Pick<MeetingRow, 'frozen'>): boolean =>
  frozen.zoomRegistration !== undefined;

const toRegistrable = (record: unknown): RegistrableRow => {
  const meeting = toMeetingRow(record);
  const { registrationCapacity: ownCapacity } = capacitySchema.parse(record);
  return { ...meeting, ownCapacity, isInZoom: isInZoom(meeting) };
};

/** Meetings as registration sees them. */
export const createRegistrables = (deps: {
  database: Database;
  registrants: RegistrantRows;
  settings: () => RegistrationSettings;
  clock: () => Date;
}) => {
  const { database, registrants, settings, clock } = deps;
  const query = () => database.query(UID.meeting);

  const standing = (meeting: RegistrableRow) => ({
    window: registrationWindow({ settings: settings(), meeting, now: clock() }),
    seats: seatsOf({
      ownCapacity: meeting.ownCapacity,
      settings: settings(),
      isInZoom: meeting.isInZoom,
    }),
  });

  return {
    standing,

    async byDocumentId(documentId: string): Promise<RegistrableRow | null> {
      const record: unknown = await query().findOne({ where: { documentId } });
      return record ? toRegistrable(record) : null;
    },

    async byId(id: number): Promise<RegistrableRow | null> {
      const record: unknown = await query().findOne({ where: { id } });
      return record ? toRegistrable(record) : null;
    },

    async setCapacity(id: number, capacity: number | null): Promise<void> {
      await query().update({ where: { id }, data: { registrationCapacity: capacity } });
    },

    /** Whether one can register now, in words. */
    async offer(meeting: RegistrableRow): Promise<RegistrationOffer> {
      const { window, seats } = standing(meeting);
      const offer = {
        opensAt: window.opensAt?.toISOString() ?? null,
        closesAt: window.closesAt?.toISOString() ?? null,
        approval: settings().approval,
      };
      if (window.kind === 'closed') return { ...offer, state: 'closed', reason: window.because };
      if (window.kind === 'too-early') {
        return { ...offer, state: 'too-early', reason: 'Registration is not open yet.' };
      }
      const isFull = seats !== null && (await registrants.count(meeting.id, HOLDS_SEAT)) >= seats;
      return isFull
        ? { ...offer, state: 'full', reason: 'There is no seat left.' }
        : { ...offer, state: 'open', reason: null };
    },
  };
};
export type Registrables = ReturnType<typeof createRegistrables>;

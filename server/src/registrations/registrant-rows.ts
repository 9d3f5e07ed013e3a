import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import { REGISTRATION_STATES, type RegistrationState } from '../../../contracts/choices';
import {
  answersSchema,
  REGISTRATION_SOURCES,
  type RegistrantEntry,
} from '../../../contracts/registration';
import type { Seat } from '../domain/registrant-sync';
import { sameAddress } from '../domain/registration';
import type { Database } from '../jobs/database';

const text = z
  .string()
  .nullish()
  .transform((value) => value || null);
const moment = z
  .union([z.date(), z.string(), z.number()])
  .nullish()
  .transform((at) => (at === null || at === undefined ? null : new Date(at)));

const rowSchema = z.object({
  id: z.number().int(),
  documentId: z.string(),
  email: z.string(),
  firstName: text,
  lastName: text,
  // Rows of a time before states, or written by an import, count as let in.
  state: z
    .enum(REGISTRATION_STATES)
    .nullish()
    .transform((state) => state ?? 'approved'),
  source: z
    .enum(REGISTRATION_SOURCES)
    .nullish()
    .transform((source) => source ?? null),
  answers: answersSchema
    .nullish()
    .catch(null)
    .transform((answers) => answers ?? null),
  accountKey: text,
  stateAt: moment,
  zoomMeetingId: text,
  zoomRegistrantId: text,
  zoomState: z
    .enum(['approved', 'pending', 'denied', 'cancelled', 'refused'])
    .nullish()
    .transform((state) => state ?? null),
  zoomStateAt: moment,
  zoomNote: text,
  zoomTryAt: moment,
  zoomAdds: z
    .object({ day: z.string(), count: z.number() })
    .nullish()
    .catch(null)
    .transform((adds) => adds ?? null),
  joinUrl: text,
  createdAt: moment,
});

/** A row of `plugin::zoom.registrant`. */
export type RegistrantRow = z.infer<typeof rowSchema> & Seat;

/** What may be written to a row, by attribute. */
export type RegistrantPatch = Partial<Omit<RegistrantRow, 'id' | 'documentId' | 'createdAt'>>;

export const toRegistrantRow = (row: unknown): RegistrantRow => rowSchema.parse(row);

/** How far a registration has come in Zoom, in the words of the panel. */
const zoomOf = (row: RegistrantRow, isInZoom: boolean): RegistrantEntry['zoom'] => {
  const note = row.zoomNote;
  if (row.zoomState === 'refused') return { state: 'refused', note };
  if (row.zoomState === 'approved') return { state: 'registered', note };
  if (row.zoomState === 'cancelled' || row.zoomState === 'denied')
    return { state: 'removed', note };
  if (row.zoomState === 'pending') return { state: 'waiting', note };
  return { state: isInZoom && row.state === 'approved' ? 'waiting' : 'none', note };
};

export const toRegistrantEntry = (row: RegistrantRow, isInZoom: boolean): RegistrantEntry => ({
  documentId: row.documentId,
  email: row.email,
  firstName: row.firstName,
  lastName: row.lastName,
  state: row.state,
  source: row.source,
  answers: row.answers,
  zoom: zoomOf(row, isInZoom),
  createdAt: row.createdAt?.toISOString() ?? null,
});

/**
 * The rows of `plugin::zoom.registrant`. Written with `db.query`: an `entry.*` event would carry
 * people's addresses to the app's outgoing webhooks.
 */
export const createRegistrantRows = ({ database }: { database: Database }) => {
  const query = () => database.query(UID.registrant);

  return {
    /**
     * Makes those who change a meeting's registrations at once come one after the other. To be
     * called first in a transaction: what MySQL reads before it is what was there at its beginning.
     */
    async lockMeeting(meetingRowId: number): Promise<void> {
      await database
        .queryBuilder(UID.meeting)
        .select(['id'])
        .where({ id: meetingRowId })
        .forUpdate()
        .execute();
    },

    async find(
      documentId: string
    ): Promise<(RegistrantRow & { meetingRowId: number | null }) | null> {
      const row: unknown = await query().findOne({
        where: { documentId },
        populate: { meeting: { select: ['id'] } },
      });
      if (!row) return null;
      const { meeting } = z
        .object({ meeting: z.object({ id: z.number().int() }).nullish() })
        .parse(row);
      return { ...toRegistrantRow(row), meetingRowId: meeting?.id ?? null };
    },

    async reread(id: number): Promise<RegistrantRow | null> {
      const row: unknown = await query().findOne({ where: { id } });
      return row ? toRegistrantRow(row) : null;
    },

    async byAddress(meetingRowId: number, email: string): Promise<RegistrantRow | null> {
      const found: unknown[] = await query().findMany({
        where: { meeting: { id: meetingRowId }, email: { $eqi: email.trim() } },
        orderBy: { id: 'asc' },
      });
      // Compared once more: to some of MySQL's collations `é` is `e`.
      const alike = found.map(toRegistrantRow).filter((row) => sameAddress(row.email, email));
      return alike[0] ?? null;
    },

    async byZoomRegistrant(
      meetingRowId: number,
      zoomRegistrantId: string
    ): Promise<RegistrantRow | null> {
      const found: unknown[] = await query().findMany({
        where: { meeting: { id: meetingRowId }, zoomRegistrantId },
      });
      // Zoom's ids differ by case, which not every database sees.
      const rows = found.map(toRegistrantRow);
      return rows.find((row) => row.zoomRegistrantId === zoomRegistrantId) ?? null;
    },

    async byAccount(meetingRowId: number, accountKey: string): Promise<RegistrantRow | null> {
      const found: unknown[] = await query().findMany({
        where: { meeting: { id: meetingRowId }, accountKey },
        orderBy: { id: 'asc' },
      });
      const rows = found.map(toRegistrantRow).filter((row) => row.accountKey === accountKey);
      return rows[0] ?? null;
    },

    count: (meetingRowId: number, states: readonly RegistrationState[]): Promise<number> =>
      query().count({ where: { meeting: { id: meetingRowId }, state: { $in: [...states] } } }),

    async create(meetingRowId: number, data: RegistrantPatch): Promise<RegistrantRow> {
      return toRegistrantRow(await query().create({ data: { ...data, meeting: meetingRowId } }));
    },

    async update(id: number, data: RegistrantPatch): Promise<RegistrantRow> {
      return toRegistrantRow(await query().update({ where: { id }, data }));
    },

    async remove(id: number): Promise<void> {
      await query().delete({ where: { id } });
    },

    /** All registrations of a meeting in the order of their rows, in pages; `where` narrows them. */
    async *pages(
      meetingRowId: number,
      where: Record<string, unknown> = {}
    ): AsyncGenerator<RegistrantRow[], void, undefined> {
      for (let lastId = 0; ; ) {
        const found: unknown[] = await query().findMany({
          where: { ...where, meeting: { id: meetingRowId }, id: { $gt: lastId } },
          orderBy: { id: 'asc' },
          limit: PAGE,
        });
        const page = found.map(toRegistrantRow);
        if (page.length > 0) yield page;
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE) return;
        lastId = last.id;
      }
    },
  };
};
export type RegistrantRows = ReturnType<typeof createRegistrantRows>;

/** Rows of one look. */
const PAGE = 500;

import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import type { Database } from '../jobs/database';

const PAGE = 500;

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

const registrantSchema = z.object({
  id: z.number().int(),
  documentId: z.string(),
  email: z.string(),
  firstName: text,
  lastName: text,
  joinUrl: text,
  state: text,
  createdAt: z
    .union([z.date(), z.string(), z.number()])
    .nullish()
    .transform((at) => (at === null || at === undefined ? null : new Date(at))),
});
export type Registrant = z.infer<typeof registrantSchema>;

/** Registrants as notices need them: those who were let in, or wait for it. */
export const createRegistrantReader = ({ database }: { database: Database }) => {
  const query = () => database.query(UID.registrant);

  return {
    /** Null where the registrant is gone or stands otherwise by now. */
    async inState(id: number, state: 'approved' | 'pending'): Promise<Registrant | null> {
      const row: unknown = await query().findOne({ where: { id, state } });
      return row ? registrantSchema.parse(row) : null;
    },

    async hasApproved(meetingRowId: number): Promise<boolean> {
      const where = { meeting: { id: meetingRowId }, state: 'approved' };
      return (await query().findOne({ where, select: ['id'] })) !== null;
    },

    /** All registrants of a meeting who were let in, in pages. */
    async *pages(meetingRowId: number): AsyncGenerator<Registrant[]> {
      for (let lastId = 0; ; ) {
        const rows: unknown[] = await query().findMany({
          where: { meeting: { id: meetingRowId }, state: 'approved', id: { $gt: lastId } },
          orderBy: { id: 'asc' },
          limit: PAGE,
        });
        const page = rows.map((row) => registrantSchema.parse(row));
        const last = page.at(-1);
        if (last === undefined) return;
        yield page;
        lastId = last.id;
      }
    },

    /** Meetings that have registrants and have not been over for long, by row id. */
    async meetingsWithRegistrants(endedAfter: Date): Promise<number[]> {
      const found = new Set<number>();
      for (let lastId = 0; ; ) {
        const rows: unknown[] = await query().findMany({
          where: {
            state: 'approved',
            meeting: { endTime: { $gt: endedAfter } },
            id: { $gt: lastId },
          },
          select: ['id'],
          populate: { meeting: { select: ['id'] } },
          orderBy: { id: 'asc' },
          limit: PAGE,
        });
        const page = rows.map((row) =>
          z
            .object({
              id: z.number().int(),
              meeting: z.object({ id: z.number().int() }).nullish(),
            })
            .parse(row)
        );
        for (const { meeting } of page) if (meeting) found.add(meeting.id);
        const last = page.at(-1);
        if (last === undefined) return [...found];
        lastId = last.id;
      }
    },
  };
};
export type RegistrantReader = ReturnType<typeof createRegistrantReader>;

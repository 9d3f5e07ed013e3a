import { z } from 'zod';

import type { AttentionKind } from '../../../contracts/choices';
import type { AttentionEntry } from '../../../contracts/meeting-desk';
import { UID } from '../../../contracts/identifiers';
import { pageMeta, type Page } from '../../../contracts/page';
import type { Database } from '../jobs/database';
import { attentionRows } from '../meetings/attention-rows';
import { toMeetingRow } from '../meetings/meeting-row';
import { toEntries } from './entries';

const counted = z.object({ total: z.coerce.number() });
const found = z.object({ id: z.coerce.number() });

/** Meetings to come that a person has to look at. */
export const createAttention = ({ db, clock }: { db: Database; clock: () => Date }) => {
  const matching = (kind: AttentionKind) => attentionRows(db, { kind, now: clock() });

  const count = async (kind: AttentionKind): Promise<number> =>
    counted.parse(await matching(kind).count('id as total').first()).total;

  return {
    async counts(): Promise<Record<AttentionKind, number>> {
      const [failed, deleted, differs] = [
        await count('failed'),
        await count('deleted-in-zoom'),
        await count('differs'),
      ];
      return { failed, 'deleted-in-zoom': deleted, differs };
    },

    /** The next ones first. */
    async page(input: {
      kind: AttentionKind;
      page: number;
      pageSize: number;
    }): Promise<Page<AttentionEntry>> {
      const { kind, page, pageSize } = input;
      const total = await count(kind);
      const rows: unknown[] = await matching(kind)
        .orderBy([{ column: 'start_time' }, { column: 'id' }])
        .limit(pageSize)
        .offset((page - 1) * pageSize)
        .select('id');
      const records: unknown[] = await db.query(UID.meeting).findMany({
        where: { id: { $in: rows.map((row) => found.parse(row).id) } },
        orderBy: [{ startTime: 'asc' }, { id: 'asc' }],
      });
      const entries = await toEntries(db, records);
      const drifts = new Map(
        records.map((record) => {
          const { documentId, drift } = toMeetingRow(record);
          return [documentId, drift];
        })
      );
      const data = entries.map((entry) => ({
        ...entry,
        drift: drifts.get(entry.documentId) ?? [],
      }));
      return { data, meta: pageMeta({ page, pageSize, total }) };
    },
  };
};
export type Attention = ReturnType<typeof createAttention>;

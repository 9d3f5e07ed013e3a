import { z } from 'zod';

import type { AttentionKind } from '../../../contracts/choices';
import type { AttentionEntry, MeetingEntry } from '../../../contracts/meeting-desk';
import { UID } from '../../../contracts/identifiers';
import { pageMeta, type Page } from '../../../contracts/page';
import type { Database } from '../jobs/database';
import { attentionRows } from '../meetings/attention-rows';
import { toMeetingRow } from '../meetings/meeting-row';
import type { SessionReader } from '../meetings/session-reader';
import { toEntries } from './entries';

const counted = z.object({ total: z.coerce.number() });
const found = z.object({ id: z.coerce.number() });

type Deps = { db: Database; clock: () => Date; reader: Pick<SessionReader, 'published'> };

/** Meetings to come that a person has to look at. */
export const createAttention = ({ db, clock, reader }: Deps) => {
  const matching = (kind: AttentionKind) => attentionRows(db, { kind, now: clock() });

  const count = async (kind: AttentionKind): Promise<number> =>
    counted.parse(await matching(kind).count('id as total').first()).total;

  /** One that Zoom never made is shown as its session plans it. */
  const asPlanned = async (entry: MeetingEntry): Promise<MeetingEntry> => {
    if (entry.zoomId !== null || entry.startTime !== null || entry.session === null) return entry;
    const plan = await reader.published(entry.session);
    if (plan === null) return entry;
    const { topic, startTime, timezone, hostEmail } = plan;
    return {
      ...entry,
      topic,
      startTime: startTime.toISOString(),
      timezone: timezone ?? entry.timezone,
      host: hostEmail ?? entry.host,
    };
  };

  return {
    async counts(): Promise<Record<AttentionKind, number>> {
      const [failed, deleted, differs] = [
        await count('failed'),
        await count('deleted-in-zoom'),
        await count('differs'),
      ];
      return { failed, 'deleted-in-zoom': deleted, differs };
    },

    /** The next ones first; before them those that were never made. */
    async page(input: {
      kind: AttentionKind;
      page: number;
      pageSize: number;
    }): Promise<Page<AttentionEntry>> {
      const { kind, page, pageSize } = input;
      const total = await count(kind);
      const rows: unknown[] = await matching(kind)
        .orderByRaw('case when start_time is null then 0 else 1 end')
        .orderBy([{ column: 'start_time' }, { column: 'id' }])
        .limit(pageSize)
        .offset((page - 1) * pageSize)
        .select('id');
      const ids = rows.map((row) => found.parse(row).id);
      const records: unknown[] = await db
        .query(UID.meeting)
        .findMany({ where: { id: { $in: ids } } });
      // Databases differ in where they put what has no start.
      records.sort((a, b) => ids.indexOf(found.parse(a).id) - ids.indexOf(found.parse(b).id));
      const entries = await Promise.all((await toEntries(db, records)).map(asPlanned));
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

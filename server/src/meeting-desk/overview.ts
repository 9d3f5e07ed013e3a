import {
  SPAN_LIMIT,
  type HostOverlap,
  type MeetingEntry,
  type MeetingsInSpan,
  type Overview,
} from '../../../contracts/meeting-desk';
import { UID } from '../../../contracts/identifiers';
import { overlapsByHost } from '../domain/host-overlap';
import { nextUtcMidnight } from '../domain/rate-budget';
import type { Database } from '../jobs/database';
import type { HostBudget } from '../jobs/host-budget';
import type { Attention } from './attention';
import { ENTRY_COLUMNS, toEntries } from './entries';

const WEEK_MS = 7 * 86_400_000;
const LISTED_LIVE = 50;
const LISTED_OVERLAPS = 25;
/** A week of an installation that keeps to Zoom's daily budget of some dozens of hosts. */
const COMPARED = 5000;

/** Exists in Zoom and takes its host's time. */
const BOOKED = {
  zoomId: { $notNull: true },
  deletedAt: null,
  state: { $in: ['scheduled', 'live'] },
};

/** What the first page of Zoom in the main menu shows. */
export const createOverview = (deps: {
  db: Database;
  attention: Attention;
  budget: Pick<HostBudget, 'today'>;
  sweepFindings: () => Promise<Pick<Overview, 'sweptAt' | 'inZoomOnly'>>;
  clock: () => Date;
}) => {
  const { db, clock } = deps;

  const select = async (input: {
    where: Record<string, unknown>;
    limit: number;
  }): Promise<MeetingEntry[]> => {
    const records = await db.query(UID.meeting).findMany({
      ...input,
      select: ENTRY_COLUMNS,
      orderBy: [{ startTime: 'asc' }, { id: 'asc' }],
    });
    return toEntries(db, records);
  };

  const overlaps = async (now: Date): Promise<HostOverlap[]> => {
    const until = new Date(now.getTime() + WEEK_MS);
    const span = { endTime: { $gt: now }, startTime: { $lt: until } };
    const booked = await select({ where: { ...BOOKED, ...span }, limit: COMPARED });
    const spans = booked.flatMap((entry) =>
      entry.host && entry.startTime && entry.endTime
        ? [
            {
              entry,
              host: entry.host,
              startTime: new Date(entry.startTime),
              endTime: new Date(entry.endTime),
            },
          ]
        : []
    );
    return overlapsByHost(spans, LISTED_OVERLAPS).map(([one, other]) => ({
      host: one.host,
      meetings: [one.entry, other.entry],
    }));
  };

  return {
    async read(input: { canRepair: boolean }): Promise<Overview> {
      const now = clock();
      const live = { state: 'live' };
      const { sweptAt, inZoomOnly } = await deps.sweepFindings();
      return {
        live: {
          meetings: await select({ where: live, limit: LISTED_LIVE }),
          total: await db.query(UID.meeting).count({ where: live }),
        },
        attention: {
          ...(await deps.attention.counts()),
          'in-zoom-only': inZoomOnly.length,
        },
        sweptAt,
        inZoomOnly,
        quota: {
          hosts: await deps.budget.today({ now }),
          resetsAt: nextUtcMidnight(now).toISOString(),
        },
        overlaps: await overlaps(now),
        canRepair: input.canRepair,
      };
    },

    /** Meetings that share a moment with the span; those that were cancelled are over for good. */
    async inSpan({ from, to }: { from: Date; to: Date }): Promise<MeetingsInSpan> {
      const where = {
        startTime: { $lt: to },
        endTime: { $gt: from },
        state: { $ne: 'cancelled' },
      };
      return {
        meetings: await select({ where, limit: SPAN_LIMIT }),
        total: await db.query(UID.meeting).count({ where }),
      };
    },
  };
};

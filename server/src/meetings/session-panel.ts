import { z } from 'zod';

import type { SessionPanel, SessionWarning } from '../../../contracts/session-panel';
import { UID } from '../../../contracts/identifiers';
import { nextPublish } from '../domain/next-publish';
import { doOverlap, type Span } from '../domain/host-overlap';
import { sessionHost, type PlanPolicy } from '../domain/meeting-plan';
import {
  plannedEnd,
  type FrozenDefaults,
  type PlannedSession,
  type SessionKey,
} from '../domain/session';
import { sessionWarning } from '../domain/session-warning';
import type { Database } from '../jobs/database';
import type { HostBudget } from '../jobs/host-budget';
import { HOST_DAY_LIMIT } from '../domain/rate-budget';
import { toMeetingRow, type MeetingRow } from './meeting-row';
import type { MeetingRows } from './meeting-rows';
import type { SessionReader } from './session-reader';
import { syncJobKey } from './sync-job';

const openRunSchema = z.object({ participantCount: z.number().nullish() }).nullable();

type Deps = {
  db: Database;
  rows: MeetingRows;
  reader: SessionReader;
  policy: () => PlanPolicy;
  frozenDefaults: () => FrozenDefaults;
  /** Why nothing is sent for the whole account. */
  pauses: { get(): Promise<{ because: string } | null> };
  budget: Pick<HostBudget, 'usage' | 'hostPause'>;
  clock: () => Date;
};

/** When the session's job is due next; null when it only waits for the meeting's end. */
const nextTry = async (db: Database, key: SessionKey, row: MeetingRow): Promise<string | null> => {
  if (row.syncState !== 'pending' && row.syncState !== 'paused') return null;
  const job = await db.query(UID.job).findOne({ where: { key: syncJobKey(key) } });
  return job?.runAt ? new Date(Number(job.runAt)).toISOString() : null;
};

const overlapWarnings = async (
  { db }: Deps,
  { span, host, own }: { span: Span; host: string; own: SessionKey }
): Promise<SessionWarning[]> => {
  const records: unknown[] = await db.query(UID.meeting).findMany({
    where: {
      $or: [{ hostEmail: { $eqi: host } }, { hostId: host }],
      startTime: { $lt: span.endTime },
      endTime: { $gt: span.startTime },
      zoomId: { $notNull: true },
      deletedAt: null,
      state: { $in: ['scheduled', 'live'] },
    },
    limit: 5,
  });
  return records.flatMap((record) => {
    const { startTime, endTime, session, topic } = toMeetingRow(record);
    if (session?.documentId === own.documentId || !startTime || !endTime) return [];
    return doOverlap(span, { startTime, endTime })
      ? [
          sessionWarning({
            ...{ kind: 'overlap', host, topic: topic ?? '' },
            startTime: startTime.toISOString(),
          }),
        ]
      : [];
  });
};

/** What a publish of the draft would run into. */
const draftWarnings = async (
  deps: Deps,
  draft: PlannedSession,
  row: MeetingRow | null
): Promise<SessionWarning[]> => {
  const now = deps.clock();
  const policy = deps.policy();
  if (policy.closedBecause) {
    return [sessionWarning({ kind: 'closed', because: policy.closedBecause })];
  }
  const frozen = row?.frozen ?? deps.frozenDefaults();
  const endTime = plannedEnd(draft.startTime, draft.durationMinutes ?? frozen.durationMinutes);
  // A class that was held is history: nothing is missing.
  if (endTime <= now) return row?.state === 'ended' ? [] : [sessionWarning({ kind: 'past' })];
  const host = draft.hostEmail ?? sessionHostOf(row, policy);
  if (!host) return [sessionWarning({ kind: 'no-host' })];
  if (!policy.isHostAllowed(host)) return [sessionWarning({ kind: 'host-refused', host })];
  const warnings: SessionWarning[] = [];
  const halt = await deps.pauses.get();
  if (halt) warnings.push(sessionWarning({ kind: 'halted', because: halt.because }));
  const isMoved =
    row?.zoomId && !row.deletedAt && row.lastSent.host?.toLowerCase() !== host.toLowerCase();
  if (isMoved) warnings.push(sessionWarning({ kind: 'host-changes' }));
  // What failed already says why.
  const pause = row?.syncState === 'failed' ? null : await deps.budget.hostPause({ host, now });
  if (pause) {
    warnings.push(sessionWarning({ kind: 'host-paused', host, because: pause.because }));
  }
  const { used } = await deps.budget.usage({ host, now });
  if (used >= HOST_DAY_LIMIT) {
    warnings.push(sessionWarning({ kind: 'day-used', host, limit: HOST_DAY_LIMIT }));
  }
  const span = { startTime: draft.startTime, endTime };
  return [...warnings, ...(await overlapWarnings(deps, { span, host, own: draft }))];
};

const sessionHostOf = (row: MeetingRow | null, policy: PlanPolicy): string | null =>
  row ? sessionHost({ session: null, meeting: row, policy }) : policy.defaultHost;

/** How many are in the meeting; null while none of its runs is open. */
const presentCount = async (db: Database, row: MeetingRow): Promise<number | null> => {
  if (row.state !== 'live') return null;
  const run: unknown = await db.query(UID.meetingInstance).findOne({
    where: { meeting: { id: row.id }, endedAt: null },
    select: ['participantCount'],
    orderBy: { startedAt: 'desc' },
  });
  return openRunSchema.parse(run)?.participantCount ?? 0;
};

/** An entry that was out before its type was bound gets no meeting by itself. */
const waitingWarning = async (deps: Deps, key: SessionKey): Promise<SessionWarning[]> =>
  (await deps.reader.published(key)) === null ? [] : [sessionWarning({ kind: 'from-before' })];

/** What the panel beside a session shows. */
export const createSessionPanel =
  (deps: Deps) =>
  async (input: {
    key: SessionKey;
    locale: string | null;
    canRepair: boolean;
    canStart: boolean;
  }): Promise<SessionPanel> => {
    const { key } = input;
    const row = await deps.rows.findBySession(key);
    const draft = await deps.reader.draft(key, input.locale);
    const frozen = row?.frozen ?? deps.frozenDefaults();
    return {
      meeting: row && {
        documentId: row.documentId,
        state: row.state,
        syncState: row.syncState,
        syncError: row.syncError,
        topic: row.topic,
        startTime: row.startTime?.toISOString() ?? null,
        endTime: row.endTime?.toISOString() ?? null,
        durationMinutes: row.durationMinutes,
        timezone: row.timezone,
        zoomId: row.zoomId,
        joinUrl: row.state === 'cancelled' ? null : row.joinUrl,
        nextTryAt: await nextTry(deps.db, key, row),
        drift: row.drift,
        presentCount: await presentCount(deps.db, row),
      },
      draft: draft && {
        startTime: draft.startTime.toISOString(),
        durationMinutes: draft.durationMinutes ?? frozen.durationMinutes,
        timezone: draft.timezone ?? frozen.timezone,
      },
      warnings: [
        ...(row ? [] : await waitingWarning(deps, key)),
        ...(draft ? await draftWarnings(deps, draft, row) : []),
      ],
      nextPublish: draft && nextPublish({ draft, meeting: row, frozen }),
      canRepair: input.canRepair,
      canStart: input.canStart && row?.zoomId != null,
    };
  };

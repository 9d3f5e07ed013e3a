import type { Core } from '@strapi/types';

import { ATTENDANCE_READY_EVENT, UID } from '../../../contracts/identifiers';
import type { Announce } from '../announcements';
import { createAttendance } from '../attendance';
import type { RunRow } from '../attendance/run-rows';
import type { PlanPolicy } from '../domain/meeting-plan';
import { createCustomerKeys } from '../joining';
import type { QueuePauses } from '../jobs';
import type { Outbox } from '../jobs/types';
import { toMeetingRow } from '../meetings/meeting-row';
import type { MeetingChange } from '../meetings/meeting-rows';
import { raiseSync } from '../meetings/sync-job';
import type { Arrivals } from '../privacy/arrivals';
import type { SettingsService } from '../settings';
import type { ZoomClient } from '../zoom/types';

type Parts = {
  outbox: Outbox;
  settings: SettingsService;
  pauses: QueuePauses;
  zoom: ZoomClient;
  policy: () => PlanPolicy;
  announce: Announce;
  arrivals: Arrivals;
  onSaved: (change: MeetingChange) => Promise<void>;
  onChanged: (change: MeetingChange) => void;
  clock: () => Date;
};

/** Attendance: what it asks of the other parts, and whom it tells. */
export const composeAttendance = (strapi: Core.Strapi, parts: Parts) => {
  const { outbox, settings, pauses, zoom, policy, announce, onSaved, onChanged, clock } = parts;
  const { db, log } = strapi;

  /** Listeners learn which class it was and how many came, never who. */
  const tellReady = async (run: RunRow, attended: number): Promise<void> => {
    const record = await db
      .query(UID.meetingInstance)
      .findOne({ where: { id: run.id }, populate: ['meeting'] });
    const meeting = record?.meeting ? toMeetingRow(record.meeting) : null;
    await announce({
      subject: `run:${run.id}`,
      event: ATTENDANCE_READY_EVENT,
      payload: {
        session: meeting?.session ?? null,
        meeting: meeting && { documentId: meeting.documentId },
        instance: {
          documentId: run.documentId,
          uuid: run.uuid,
          startedAt: run.startedAt?.toISOString() ?? null,
          endedAt: run.endedAt?.toISOString() ?? null,
        },
        attended,
      },
    });
  };

  return createAttendance({
    database: db,
    outbox,
    zoom,
    withoutErased: parts.arrivals.listed,
    thresholds: () => settings.current(),
    knownKeys: createCustomerKeys({ database: db, clock }).ofMeeting,
    // It may have nothing to ask: then it would be no probe of whether the account works again.
    closedBecause: async () => policy().closedBecause ?? (await pauses.get())?.because ?? null,
    raiseSync: async (row) => {
      const { session, startTime } = toMeetingRow(row);
      if (session) await raiseSync(outbox, session, { startTime, delayMs: 0 });
    },
    onMeetingSaved: ({ before, after }) =>
      onSaved({ before: toMeetingRow(before), after: toMeetingRow(after) }),
    onMeetingChanged: ({ before, after }) =>
      onChanged({ before: toMeetingRow(before), after: toMeetingRow(after) }),
    onReady: tellReady,
    clock,
    log,
  });
};

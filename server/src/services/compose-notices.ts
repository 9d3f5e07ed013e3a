import type { Core } from '@strapi/types';
import { z } from 'zod';

import { RECORDING_EVENT, UID } from '../../../contracts/identifiers';
import type { NoticeSettings } from '../../../contracts/notices';
import type { Calendar } from '../calendar';
import type { Outbox } from '../jobs/types';
import type { MeetingChange, MeetingRows } from '../meetings/meeting-rows';
import { createNotices } from '../notices';
import type { Mail } from '../notices/mail';
import type { Settings, SettingsService } from '../settings';
import { errorText } from '../jobs/error-text';

const readySchema = z.object({ meeting: z.object({ documentId: z.string() }) });

/** Confirmations of registrations are switched with registration, each text by itself as well. */
const noticesAtWork = ({ notices, registration }: Settings): NoticeSettings => {
  const confirmed = <Notice extends { enabled: boolean }>(notice: Notice): Notice => ({
    ...notice,
    enabled: notice.enabled && registration.confirmByEmail,
  });
  return {
    ...notices,
    registered: confirmed(notices.registered),
    registrationReceived: confirmed(notices.registrationReceived),
  };
};

type Parts = {
  outbox: Outbox;
  rows: MeetingRows;
  calendar: Pick<Calendar, 'invitation'>;
  settings: SettingsService;
  clock: () => Date;
};

/** Registrants, the mails they get, and what the app is told of failures. */
export const composeNotices = (strapi: Core.Strapi, parts: Parts) => {
  const { outbox, rows, calendar, settings, clock } = parts;
  const { db, log } = strapi;

  const notices = createNotices({
    database: db,
    outbox,
    rows,
    settings: () => noticesAtWork(settings.current()),
    mode: settings.mode,
    invitation: calendar.invitation,
    send: (mail: Mail) => strapi.plugin('email').service('email').send(mail),
    clock,
    random: Math.random,
    log,
  });

  // The net for what happens before or past this listener is the hourly sweep.
  strapi.eventHub.on(RECORDING_EVENT.ready, async (payload: unknown) => {
    try {
      const ready = readySchema.safeParse(payload);
      if (!ready.success) return;
      const { documentId } = ready.data.meeting;
      const meeting = await db
        .query(UID.meeting)
        .findOne({ where: { documentId }, select: ['id'] });
      if (meeting) notices.recordingReady(Number(meeting.id));
    } catch {
      // Strapi's hub would end the process.
    }
  });

  settings.onChange((now, before) => {
    const isSame =
      JSON.stringify([now.notices, now.registration, now.enabled]) ===
      JSON.stringify([before.notices, before.registration, before.enabled]);
    if (isSame) return;
    notices.sweep().catch((error: unknown) => {
      log.warn(`zoom: notices follow the settings an hour later: ${errorText(error)}`);
    });
  });

  return {
    log: notices.log,
    registrantAdded: notices.registrantAdded,
    confirm: notices.confirm,
    /** After the commit of a change of a meeting's row. */
    meetingChanged: (change: MeetingChange): void => notices.meetingChanged(change),
    handlers: { 'plan-notices': notices.plan, 'send-notice': notices.send },
    /** Looks at all meetings that have registrants: at start, and when rows came past the plugin. */
    sweep: (): Promise<void> => notices.sweep(),
  };
};

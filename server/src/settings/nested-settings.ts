import {
  DEFAULT_CALENDAR,
  DEFAULT_JOIN,
  DEFAULT_NOTICES,
  DEFAULT_RETENTION,
  type CalendarSettings,
  type CalendarUpdate,
  type JoinSettings,
  type JoinUpdate,
  type NoticeSettings,
  type NoticesUpdate,
  type RetentionSettings,
  type RetentionUpdate,
} from '../../../contracts';

/** What was sent over what is stored, each notice field by field; absent keeps. */
export const mergeNotices = (
  stored: NoticesUpdate | undefined,
  sent: NoticesUpdate | undefined
): NoticesUpdate | undefined => {
  if (sent === undefined) return stored;
  return {
    locale: sent.locale ?? stored?.locale,
    reminder: { ...stored?.reminder, ...sent.reminder },
    rescheduled: { ...stored?.rescheduled, ...sent.rescheduled },
    cancelled: { ...stored?.cancelled, ...sent.cancelled },
    linkChanged: { ...stored?.linkChanged, ...sent.linkChanged },
    recordingAvailable: { ...stored?.recordingAvailable, ...sent.recordingAvailable },
    registered: { ...stored?.registered, ...sent.registered },
    registrationReceived: { ...stored?.registrationReceived, ...sent.registrationReceived },
  };
};

/** What was sent over what is stored. */
export const mergeRetention = (
  stored: RetentionUpdate | undefined,
  sent: RetentionUpdate | undefined
): RetentionUpdate | undefined => (sent === undefined ? stored : { ...stored, ...sent });

/** The notices in force: what is stored over the defaults, the earliest reminder first. */
export const noticesInForce = (stored: NoticesUpdate | undefined): NoticeSettings => {
  const reminder = { ...DEFAULT_NOTICES.reminder, ...stored?.reminder };
  const minutesBefore = [...new Set(reminder.minutesBefore)].sort((a, b) => b - a);
  return {
    locale: stored?.locale ?? DEFAULT_NOTICES.locale,
    reminder: { ...reminder, minutesBefore },
    rescheduled: { ...DEFAULT_NOTICES.rescheduled, ...stored?.rescheduled },
    cancelled: { ...DEFAULT_NOTICES.cancelled, ...stored?.cancelled },
    linkChanged: { ...DEFAULT_NOTICES.linkChanged, ...stored?.linkChanged },
    recordingAvailable: {
      ...DEFAULT_NOTICES.recordingAvailable,
      ...stored?.recordingAvailable,
    },
    registered: { ...DEFAULT_NOTICES.registered, ...stored?.registered },
    registrationReceived: {
      ...DEFAULT_NOTICES.registrationReceived,
      ...stored?.registrationReceived,
    },
  };
};

/** The retention in force; `null` keeps for ever. */
export const retentionInForce = (stored: RetentionUpdate | undefined): RetentionSettings => ({
  eventsDays: stored?.eventsDays ?? DEFAULT_RETENTION.eventsDays,
  attendanceDays:
    stored?.attendanceDays === undefined ? DEFAULT_RETENTION.attendanceDays : stored.attendanceDays,
  recordingsDays:
    stored?.recordingsDays === undefined ? DEFAULT_RETENTION.recordingsDays : stored.recordingsDays,
  registrantsDays:
    stored?.registrantsDays === undefined
      ? DEFAULT_RETENTION.registrantsDays
      : stored.registrantsDays,
  embedKeysDays:
    stored?.embedKeysDays === undefined ? DEFAULT_RETENTION.embedKeysDays : stored.embedKeysDays,
});

/** Who may join and when, as it is in force. */
export const joinInForce = (stored: JoinUpdate | undefined): JoinSettings => ({
  who: stored?.who ?? DEFAULT_JOIN.who,
  opensMinutesBefore: stored?.opensMinutesBefore ?? DEFAULT_JOIN.opensMinutesBefore,
  closesMinutesAfter: stored?.closesMinutesAfter ?? DEFAULT_JOIN.closesMinutesAfter,
  logUses: stored?.logUses ?? DEFAULT_JOIN.logUses,
});

/** What was sent over what is stored. */
export const mergeCalendar = (
  stored: CalendarUpdate | undefined,
  sent: CalendarUpdate | undefined
): CalendarUpdate | undefined => (sent === undefined ? stored : { ...stored, ...sent });

/** The calendar settings in force, the earliest alarm first. */
export const calendarInForce = (stored: CalendarUpdate | undefined): CalendarSettings => {
  const inForce = { ...DEFAULT_CALENDAR, ...stored };
  const alarmMinutesBefore = [...new Set(inForce.alarmMinutesBefore)].sort((a, b) => b - a);
  return { ...inForce, alarmMinutesBefore };
};

import { EVENT, type MeetingEventName } from '../../../contracts/identifiers';
import type { MeetingChange } from './meeting-rows';
import type { MeetingRow } from './meeting-row';

/** What listeners are told: who it concerns and when, never a link, a passcode or a person. */
export type MeetingEventPayload = {
  session: { uid: string; documentId: string } | null;
  meeting: { documentId: string };
  state: string;
  startTime: string | null;
  endTime: string | null;
};

const publicFields = (row: MeetingRow): string =>
  JSON.stringify([
    row.state,
    row.topic,
    row.startTime,
    row.endTime,
    row.durationMinutes,
    row.timezone,
    row.zoomId,
    // Its change is told, its value is not.
    row.joinUrl,
  ]);

const eventName = ({ before, after }: MeetingChange): MeetingEventName => {
  if (before.state === after.state) return EVENT.updated;
  switch (after.state) {
    case 'scheduled':
      return before.state === 'live' ? EVENT.updated : EVENT.scheduled;
    case 'live':
      return EVENT.live;
    case 'ended':
      return EVENT.ended;
    case 'cancelled':
      return EVENT.cancelled;
    case 'unscheduled':
      return EVENT.updated;
    default: {
      const unknown: never = after.state;
      return unknown;
    }
  }
};

/** What the app is to be told of a change: null where nothing that front ends show is different. */
export const publicEvent = (
  change: MeetingChange
): { event: MeetingEventName; payload: MeetingEventPayload } | null => {
  if (publicFields(change.before) === publicFields(change.after)) return null;
  const { after } = change;
  return {
    event: eventName(change),
    payload: {
      session: after.session,
      meeting: { documentId: after.documentId },
      state: after.state,
      startTime: after.startTime?.toISOString() ?? null,
      endTime: after.endTime?.toISOString() ?? null,
    },
  };
};

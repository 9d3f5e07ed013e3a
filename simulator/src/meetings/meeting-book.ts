import { newMeetingNumber } from '../identifiers';
import type { Instance } from '../live/instance';
import type { Settings } from '../options';
import { zoomErrors } from '../zoom-errors';
import { isRecurring, type Meeting } from './meeting';

/** All meetings of the account, deleted and expired ones included. */
export interface MeetingBook {
  add(meeting: Meeting): void;
  newId(): number;
  /** Existing, not deleted, not expired. */
  find(id: number): Meeting | undefined;
  /** As `find`, from a path's parameter, refusing the way Zoom does. */
  get(idInPath: string): Meeting;
  /** Deleted at most a week ago, which is how long Zoom's recycle bin keeps it. */
  findDeleted(idInPath: string): Meeting | undefined;
  /** The latest ended instance by meeting number, or a particular one by its uuid. */
  findPast(idOrUuid: string): { meeting: Meeting; instance: Instance } | undefined;
  ofHost(hostId: string): Meeting[];
  everything(): Meeting[];
}

const DAY_MS = 86_400_000;
const RECYCLE_BIN_MS = 7 * DAY_MS;

export function createMeetingBook(settings: Settings, readNow: () => number): MeetingBook {
  const meetings = new Map<number, Meeting>();

  function isAlive(meeting: Meeting): boolean {
    if (meeting.deletedAt !== null) return false;
    if (meeting.running) return true;
    const { singleDays, recurringDays } = settings.meetingLifetime;
    const days = isRecurring(meeting) ? recurringDays : singleDays;
    return readNow() < lastUse(meeting) + days * DAY_MS;
  }

  const book: MeetingBook = {
    add(meeting) {
      meetings.set(meeting.id, meeting);
    },
    newId: () => newMeetingNumber((id) => meetings.has(id)),
    find(id) {
      const meeting = meetings.get(id);
      return meeting && isAlive(meeting) ? meeting : undefined;
    },
    get(idInPath) {
      if (!/^\d+$/.test(idInPath)) throw zoomErrors.invalidField('meetingId');
      const meeting = book.find(Number(idInPath));
      if (!meeting) throw zoomErrors.meetingDoesNotExist(idInPath);
      return meeting;
    },
    findDeleted(idInPath) {
      const meeting = meetings.get(Number(idInPath));
      const deletedAt = meeting?.deletedAt ?? null;
      if (deletedAt === null || readNow() >= deletedAt + RECYCLE_BIN_MS) return undefined;
      return meeting;
    },
    findPast(idOrUuid) {
      for (const meeting of meetings.values()) {
        const isNamed = String(meeting.id) === idOrUuid;
        const instance = isNamed
          ? meeting.past.at(-1)
          : meeting.past.find(({ uuid }) => uuid === idOrUuid);
        if (instance) return { meeting, instance };
      }
      return undefined;
    },
    ofHost: (hostId) =>
      [...meetings.values()].filter((meeting) => meeting.hostId === hostId && isAlive(meeting)),
    everything: () => [...meetings.values()],
  };
  return book;
}

function lastUse(meeting: Meeting): number {
  return Math.max(meeting.createdAt, meeting.startTime ?? 0, meeting.past.at(-1)?.endedAt ?? 0);
}

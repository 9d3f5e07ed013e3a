import type { MeetingUpdate } from '../../../contracts/meeting-request';
import type { MeetingRow } from '../meetings/meeting-row';
import type { MeetingRows } from '../meetings/meeting-rows';
import type { Settings } from '../settings/types';
import type { ZoomClient, ZoomMeeting } from '../zoom/types';
import { startOf, updateBody } from './create-body';
import type { HostPolicy } from './host-policy';
import type { MeetingStore } from './meeting-store';
import { invalid, noSuchMeeting, Refusal } from './refusal';
import { refusalOfZoom, type Failure } from './zoom-refusal';

type ChangeDeps = {
  zoom: Pick<ZoomClient, 'getMeeting' | 'updateMeeting' | 'deleteMeeting'>;
  settings: { current(): Settings };
  hosts: HostPolicy;
  rows: Pick<MeetingRows, 'findByZoomId'>;
  store: MeetingStore;
  clock: () => Date;
};

/** A meeting that may be changed here: its host is allowed, and no session owns it. */
type Target = {
  id: string;
  /** As calls name the host. */
  host: string;
  hostId: string | null;
  hostEmail: string | null;
  startTime: Date | null;
  timezone: string | null;
  /** Null for a meeting that was not made here. */
  row: MeetingRow | null;
};

const belongsToSession = (
  { uid, documentId }: { uid: string; documentId: string },
  failure: Failure
): Refusal =>
  new Refusal({
    status: 409,
    message: `${failure}: the meeting belongs to a session (${uid}, ${documentId}); change the session instead`,
    details: { session: { uid, documentId } },
  });

/** Changes and cancels meetings over REST. */
export const createMeetingChanger = (deps: ChangeDeps) => {
  const { zoom, hosts, rows, store, clock } = deps;

  const target = async (input: {
    accountId: string;
    id: string;
    failure: Failure;
  }): Promise<Target> => {
    const { accountId, id, failure } = input;
    const found = await rows.findByZoomId(id);
    const row = found?.accountId === accountId ? found : null;
    const isCurrent = row?.zoomId === id && row.state !== 'cancelled';
    // A row knows its host; for all else Zoom is asked, which also tells what is gone.
    const meeting: ZoomMeeting | MeetingRow =
      isCurrent && (row.hostId !== null || row.hostEmail !== null)
        ? row
        : await zoom.getMeeting({ id });
    if (!(await hosts.allows(meeting))) throw noSuchMeeting(id);
    if (row?.session) throw belongsToSession(row.session, failure);
    return {
      id,
      host: meeting.hostEmail ?? meeting.hostId ?? '',
      hostId: meeting.hostId,
      hostEmail: meeting.hostEmail,
      startTime: meeting.startTime,
      timezone: meeting.timezone,
      row,
    };
  };

  const assertSameHost = async (
    host: string | undefined,
    { at, failure }: { at: Target; failure: Failure }
  ): Promise<void> => {
    if (host === undefined || (await hosts.isSameHost(host, at))) return;
    const message = 'host cannot change: delete the meeting and create one for the other host';
    throw invalid([{ field: 'host', message }], failure);
  };

  const readChanged = async (at: Target): Promise<ZoomMeeting> => {
    try {
      return await zoom.getMeeting({ id: at.id });
    } catch (error) {
      const refusal = refusalOfZoom(error, { failure: 'Reading the meeting failed', now: clock() });
      if (!(refusal instanceof Refusal)) throw refusal;
      throw new Refusal({
        status: refusal.status,
        message: `The meeting was changed, but could not be read again: ${refusal.message}`,
        details: { ...refusal.details, state: 'changed' },
        retryAfterSeconds: refusal.retryAfterSeconds,
      });
    }
  };

  return {
    /**
     * @returns the meeting as it now is.
     * @throws Refusal or ZoomError
     */
    update: async (input: {
      accountId: string;
      id: string;
      body: MeetingUpdate;
    }): Promise<ZoomMeeting> => {
      const failure: Failure = 'Meeting update failed';
      const { body } = input;
      const at = await target({ ...input, failure });
      await assertSameHost(body.host, { at, failure });
      const timezone = body.timezone ?? at.timezone ?? deps.settings.current().defaultTimezone;
      const start = startOf({ startTime: body.start_time, timezone, failure });
      const changes = updateBody(body, start);
      if (Object.keys(changes).length > 0) {
        await zoom.updateMeeting({
          id: at.id,
          host: at.host,
          startTime: start ?? at.startTime,
          body: changes,
        });
      }
      const meeting = await readChanged(at);
      if (at.row !== null) await store.saveChanged(at.row, meeting);
      return meeting;
    },

    /**
     * Deletes the meeting in Zoom. One of ours that somebody else deleted there counts as done.
     *
     * @throws Refusal or ZoomError
     */
    cancel: async (input: { accountId: string; id: string }): Promise<void> => {
      const at = await target({ ...input, failure: 'Meeting deletion failed' });
      const { sendZoomReminders } = deps.settings.current();
      const outcome = await zoom.deleteMeeting({
        id: at.id,
        host: at.host,
        remindHost: sendZoomReminders,
        remindRegistrants: sendZoomReminders,
      });
      if (at.row !== null) await store.saveCancelled(at.row, clock());
      else if (outcome.kind === 'was-gone') throw noSuchMeeting(at.id);
    },
  };
};

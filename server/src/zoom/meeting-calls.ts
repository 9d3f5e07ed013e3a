import { say } from '../../../contracts/sentences';
import type { Call } from './call';
import { ENDPOINTS } from './endpoints';
import { ZoomAnswerError, ZoomMeetingGoneError } from './errors';
import type { HostWriter } from './host-writes';
import type { Sender } from './sender';
import type { ZoomClient, ZoomMeetingListItem } from './types';
import { toUserPathSegment } from './user-path';
import { toMeetingPathSegment } from './uuid-path';
import { meetingPageSchema, meetingSchema, nothingSchema } from './wire';

type MeetingCalls = Pick<
  ZoomClient,
  | 'createMeeting'
  | 'getMeeting'
  | 'updateMeeting'
  | 'deleteMeeting'
  | 'recoverMeeting'
  | 'endMeeting'
  | 'listMeetings'
>;

/** Zoom's largest page; GET /users/{userId}/meetings, `page_size`. */
const PAGE_SIZE = 300;
/** 60,000 meetings: more than that is a list that never ends. */
const MOST_PAGES = 200;

/** @throws ZoomMeetingGoneError for what cannot be a meeting's number, without asking Zoom. */
const meetingPath = (id: string, call: { endpoint: Call['endpoint']; what: string }): string => {
  if (/^\d{1,19}$/.test(id)) return `/meetings/${toMeetingPathSegment(id)}`;
  const reason = say('cause.notANumber');
  throw new ZoomMeetingGoneError({
    method: ENDPOINTS[call.endpoint].method,
    message: say('lost.because', { what: call.what, reason }),
    reason,
  });
};

export const createMeetingCalls = ({
  send,
  write,
}: {
  send: Sender;
  write: HostWriter;
}): MeetingCalls => {
  const setStatus = async (
    input: { id: string; host: string; signal?: AbortSignal },
    { action, what }: { action: 'recover' | 'end'; what: string }
  ): Promise<void> => {
    const { id, host, signal } = input;
    const endpoint = 'setMeetingStatus';
    const path = `${meetingPath(id, { endpoint, what })}/status`;
    const call = { endpoint, path, body: { action }, what, host, signal } as const;
    await write({ call, host, startTime: null }, nothingSchema);
  };

  return {
    createMeeting: async ({ host, startTime, body, signal }) => {
      const what = say('call.createMeeting', { host });
      const path = `/users/${toUserPathSegment(host, what)}/meetings`;
      const call = { endpoint: 'createMeeting', path, body, what, host, signal } as const;
      return write({ call, host, startTime }, meetingSchema);
    },

    getMeeting: async ({ id, signal }) => {
      const endpoint = 'getMeeting';
      const what = say('call.readMeeting', { id });
      const path = meetingPath(id, { endpoint, what });
      return send({ endpoint, path, what, host: null, signal }, meetingSchema);
    },

    updateMeeting: async ({ id, host, startTime, body, signal }) => {
      const endpoint = 'updateMeeting';
      const what = say('call.changeMeeting', { id, host });
      const path = meetingPath(id, { endpoint, what });
      const call = { endpoint, path, body, what, host, signal } as const;
      await write({ call, host, startTime }, nothingSchema);
    },

    deleteMeeting: async ({ id, host, remindHost, remindRegistrants, signal }) => {
      const endpoint = 'deleteMeeting';
      const what = say('call.deleteMeeting', { id, host });
      const path = meetingPath(id, { endpoint, what });
      const query = {
        schedule_for_reminder: String(remindHost),
        cancel_meeting_reminder: String(remindRegistrants),
      };
      const call = { endpoint, path, query, what, host, signal } as const;
      try {
        await write({ call, host, startTime: null }, nothingSchema);
        return { kind: 'deleted' };
      } catch (error) {
        if (error instanceof ZoomMeetingGoneError) return { kind: 'was-gone' };
        throw error;
      }
    },

    recoverMeeting: (input) =>
      setStatus(input, {
        action: 'recover',
        what: say('call.recoverMeeting', { id: input.id, host: input.host }),
      }),

    endMeeting: (input) =>
      setStatus(input, {
        action: 'end',
        what: say('call.endMeeting', { id: input.id, host: input.host }),
      }),

    listMeetings: async ({ host, type, from, to, signal }) => {
      const endpoint = 'listMeetings';
      const what = say('call.listMeetings', { host });
      const path = `/users/${toUserPathSegment(host, what)}/meetings`;
      const filter = {
        type,
        page_size: String(PAGE_SIZE),
        ...(from && { from }),
        ...(to && { to }),
      };
      const rows: ZoomMeetingListItem[] = [];
      let pageToken = '';
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = pageToken ? { ...filter, next_page_token: pageToken } : filter;
        const answer = await send({ endpoint, path, query, what, host, signal }, meetingPageSchema);
        rows.push(...answer.meetings);
        if (answer.next_page_token === '' || answer.next_page_token === pageToken) return rows;
        pageToken = answer.next_page_token;
      }
      const reason = say('cause.endlessList', { pages: MOST_PAGES });
      throw new ZoomAnswerError({
        method: 'GET',
        path,
        message: say('lost.because', { what, reason }),
        reason,
      });
    },
  };
};

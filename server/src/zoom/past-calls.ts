import { say } from '../../../contracts/sentences';
import type { EndpointName } from './endpoints';
import { ZoomAnswerError, ZoomHostError, ZoomRefusedError, ZoomScopeError } from './errors';
import type { ZoomLog } from './log';
import type { PastCalls, ZoomParticipant } from './past-types';
import { participantPageSchema, pastInstancesSchema, pastMeetingSchema } from './past-wire';
import type { Sender } from './sender';
import { toMeetingPathSegment } from './uuid-path';

/** Zoom's largest page of participants; either list, `page_size`. */
const PAGE_SIZE = 300;
/** 150,000 joins: more than that is a list that never ends. */
const MOST_PAGES = 500;
/** How long the report is not asked for again after it was refused to this app. */
const REPORT_CLOSED_MS = 3600_000;

type List = {
  endpoint: Extract<EndpointName, 'listReportParticipants' | 'listPastParticipants'>;
  root: string;
  query: Record<string, string>;
};

/** HEAVY, and with everything: customer keys and, asked for, registrants' ids. */
const REPORT: List = {
  endpoint: 'listReportParticipants',
  root: '/report/meetings',
  query: { include_fields: 'registrant_id' },
};
const PAST: List = { endpoint: 'listPastParticipants', root: '/past_meetings', query: {} };

/** "No permission", "Only available for paid account", "User does not belong to this account". */
const isOutOfReach = (error: unknown): boolean =>
  error instanceof ZoomScopeError ||
  error instanceof ZoomHostError ||
  (error instanceof ZoomRefusedError && error.code === 200);

export const createPastCalls = ({
  send,
  clock,
  log,
}: {
  send: Sender;
  clock: () => Date;
  log: ZoomLog;
}): PastCalls & { reopenReport(): void } => {
  let reportClosedUntil = 0;

  async function* pages(
    list: List,
    { uuid, signal }: { uuid: string; signal?: AbortSignal | undefined }
  ): AsyncGenerator<ZoomParticipant[], void, undefined> {
    const { endpoint } = list;
    const what = say('call.readParticipants');
    const path = `${list.root}/${toMeetingPathSegment(uuid)}/participants`;
    const filter = { ...list.query, page_size: String(PAGE_SIZE) };
    let pageToken = '';
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = pageToken ? { ...filter, next_page_token: pageToken } : filter;
      const call = { endpoint, path, query, what, host: null, signal } as const;
      const answer = await send(call, participantPageSchema);
      yield answer.participants;
      if (answer.next_page_token === '' || answer.next_page_token === pageToken) return;
      pageToken = answer.next_page_token;
    }
    const reason = `the list did not end after ${MOST_PAGES} pages.`;
    const message = `Could not ${what}: ${reason}`;
    throw new ZoomAnswerError({ method: 'GET', path, message, reason });
  }

  return {
    reopenReport: () => {
      reportClosedUntil = 0;
    },

    lacksReport: () => clock().getTime() < reportClosedUntil,

    pastInstances: async ({ id, signal }) => {
      const what = say('call.listRuns', { id });
      const path = `/past_meetings/${toMeetingPathSegment(id)}/instances`;
      const call = { endpoint: 'listPastInstances', path, what, host: null, signal } as const;
      return (await send(call, pastInstancesSchema)).meetings;
    },

    pastMeeting: async ({ uuid, signal }) => {
      const what = say('call.readEnd');
      const path = `/past_meetings/${toMeetingPathSegment(uuid)}`;
      const call = { endpoint: 'getPastMeeting', path, what, host: null, signal } as const;
      return send(call, pastMeetingSchema);
    },

    async *pastParticipants(input) {
      if (clock().getTime() >= reportClosedUntil) {
        let hasBegun = false;
        try {
          for await (const page of pages(REPORT, input)) {
            hasBegun = true;
            yield page;
          }
          return;
        } catch (error) {
          if (hasBegun || !isOutOfReach(error)) throw error;
          reportClosedUntil = clock().getTime() + REPORT_CLOSED_MS;
          log.info(
            'zoom: the report of participants is out of reach; the list of past meetings it is'
          );
        }
      }
      yield* pages(PAST, input);
    },
  };
};

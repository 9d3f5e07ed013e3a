import { say } from '../../../contracts/sentences';
import type { Call } from './call';
import { ZoomAnswerError, ZoomMeetingGoneError, ZoomRefusedError } from './errors';
import type { HostWriter } from './host-writes';
import type { RegistrantCalls, ZoomApplicant, ZoomRegistrant } from './registrant-types';
import {
  addedRegistrantSchema,
  addedRegistrantsSchema,
  registrantPageSchema,
} from './registrant-wire';
import type { Sender } from './sender';
import { toMeetingPathSegment } from './uuid-path';
import { nothingSchema } from './wire';

/** Zoom's largest page of registrants; `page_size`. */
const PAGE_SIZE = 300;
/** Zoom takes 4,999 for one meeting: more pages than that is a list that never ends. */
const MOST_PAGES = 20;
/** "The value that you entered for the Registrant ID field is invalid." */
const INVALID_VALUE = 300;

const pathOf = (id: string, rest: string): string =>
  `/meetings/${toMeetingPathSegment(id)}/${rest}`;

const toPerson = ({ email, firstName, lastName }: ZoomApplicant) => ({
  email,
  first_name: firstName,
  ...(lastName ? { last_name: lastName } : {}),
});

/** Registrants of meetings. Their addresses stand in bodies only, and in no message of an error. */
export const createRegistrantCalls = ({
  send,
  write,
}: {
  send: Sender;
  write: HostWriter;
}): RegistrantCalls => ({
  listRegistrants: async ({ id, state, signal }) => {
    const endpoint = 'listRegistrants';
    const what = say('call.listRegistrants', { state, id });
    const path = pathOf(id, 'registrants');
    const filter = { status: state, page_size: String(PAGE_SIZE) };
    const all: ZoomRegistrant[] = [];
    let pageToken = '';
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = pageToken ? { ...filter, next_page_token: pageToken } : filter;
      const call = { endpoint, path, query, what, host: null, signal } as const;
      const answer = await send(call, registrantPageSchema);
      all.push(...answer.registrants.map((one) => ({ ...one, state })));
      if (answer.next_page_token === '' || answer.next_page_token === pageToken) return all;
      pageToken = answer.next_page_token;
    }
    const reason = `the list did not end after ${MOST_PAGES} pages.`;
    const message = `Could not ${what}: ${reason}`;
    throw new ZoomAnswerError({ method: 'GET', path, message, reason });
  },

  addRegistrants: async ({ id, host, applicants, mails, signal }) => {
    const call: Call = {
      endpoint: 'addRegistrants',
      path: pathOf(id, 'batch_registrants'),
      body: {
        auto_approve: true,
        registrants_confirmation_email: mails,
        registrants: applicants.map(toPerson),
      },
      what: say('call.registerPeople', { count: applicants.length, id }),
      host,
      signal,
    };
    return (await write({ call, host, startTime: null }, addedRegistrantsSchema)).registrants;
  },

  addRegistrant: async ({ id, host, applicant, signal }) => {
    const call: Call = {
      endpoint: 'addRegistrant',
      path: pathOf(id, 'registrants'),
      body: { ...toPerson(applicant), auto_approve: true },
      what: say('call.registerOne', { id }),
      host,
      signal,
    };
    const answer = await write({ call, host, startTime: null }, addedRegistrantSchema);
    return { id: answer.registrant_id, email: applicant.email, joinUrl: answer.join_url };
  },

  setRegistrantState: async ({ id, host, action, registrants, signal }) => {
    const call: Call = {
      endpoint: 'setRegistrantState',
      path: pathOf(id, 'registrants/status'),
      body: { action, registrants },
      what: say(`call.${action}Registrations`, { count: registrants.length, id }),
      host,
      signal,
    };
    await write({ call, host, startTime: null }, nothingSchema);
  },

  deleteRegistrant: async ({ id, host, registrantId, signal }) => {
    const call: Call = {
      endpoint: 'deleteRegistrant',
      path: pathOf(id, `registrants/${encodeURIComponent(registrantId)}`),
      what: say('call.deleteRegistration', { id }),
      host,
      signal,
    };
    try {
      await write({ call, host, startTime: null }, nothingSchema);
      return { kind: 'deleted' };
    } catch (error) {
      const isGone =
        error instanceof ZoomMeetingGoneError ||
        (error instanceof ZoomRefusedError && error.code === INVALID_VALUE);
      if (isGone) return { kind: 'was-gone' };
      throw error;
    }
  },
});

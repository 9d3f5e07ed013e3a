import { z } from 'zod';
import type { Answer, ApiCall } from '../api/endpoint-handler';
import { pageQuery, takePage } from '../api/pagination';
import { isJsonObject, parseBody, parseQuery } from '../api/validation';
import { toZoomTime } from '../clock';
import { apiActor } from '../meetings/actor';
import { scheduledEnd } from '../meetings/meeting';
import type { World } from '../world';
import { zoomErrors } from '../zoom-errors';
import {
  addRegistrant,
  checkRegistration,
  decideRegistrant,
  findRegistrant,
  type Registrant,
} from './registrant';
import { registrationCreated, registrationDecided } from './registrant-events';

const person = {
  first_name: z.string().max(64),
  last_name: z.string().max(64).optional(),
  email: z.email().max(128),
};
const questions = z.array(z.object({ title: z.string(), value: z.string().max(128) })).optional();
const addBody = z.object({
  ...person,
  custom_questions: questions,
  auto_approve: z.boolean().optional(),
  language: z.string().optional(),
});
/** Of one call of batch registration. */
const MOST_AT_ONCE = 30;
const batchBody = z.object({
  auto_approve: z.boolean().optional(),
  registrants_confirmation_email: z.boolean().optional(),
  registrants: z.array(z.object(person)).max(MOST_AT_ONCE),
});
const statusBody = z.object({
  action: z.enum(['approve', 'cancel', 'deny']),
  registrants: z
    .array(z.object({ id: z.string().optional(), email: z.string().optional() }))
    .max(MOST_AT_ONCE)
    .optional(),
});
const listQuery = z.object({
  status: z.enum(['pending', 'approved', 'denied']).optional(),
  occurrence_id: z.string().optional(),
  ...pageQuery,
});
const LARGEST_PAGE = 300;

function reportUnknown(world: World, call: { path: string; body: unknown; known: string[] }): void {
  if (!isJsonObject(call.body)) return;
  for (const field of Object.keys(call.body)) {
    if (call.known.includes(field)) continue;
    world.unexpected.report({
      method: 'POST',
      path: call.path,
      why: `unknown field ${field}, ignored`,
    });
  }
}

function toListed(registrant: Registrant) {
  const { id, email, firstName, lastName, status, createdAt, joinUrl, pinCode } = registrant;
  const isApproved = status === 'approved';
  return {
    id,
    first_name: firstName,
    last_name: lastName,
    email,
    status,
    create_time: toZoomTime(createdAt),
    custom_questions: registrant.answers,
    ...(isApproved ? { join_url: joinUrl, participant_pin_code: pinCode } : {}),
  };
}

export function listRegistrantsEndpoint({ world, params, query }: ApiCall): Answer {
  const { meetingId = '' } = params;
  const meeting = world.meetings.get(meetingId);
  checkRegistration(world, meeting);
  const { status = 'approved', page_size, next_page_token } = parseQuery(listQuery, query);
  const { rows, ...page } = takePage(world, {
    rows: meeting.registrants.filter((one) => one.status === status),
    pageSize: page_size,
    largestPageSize: LARGEST_PAGE,
    token: next_page_token,
    query: `registrants of ${meetingId} status=${status}`,
  });
  return { status: 200, body: { ...page, registrants: rows.map(toListed) } };
}

export function addRegistrantEndpoint({ world, params, body }: ApiCall): Answer {
  const { meetingId = '' } = params;
  // Of this endpoint alone the documents say 1001 for a meeting that is not there.
  const meeting = world.meetings.find(Number(meetingId));
  if (!meeting) throw zoomErrors.noMeetingToRegister(meetingId);
  const request = parseBody(addBody, body);
  const path = `/meetings/${meetingId}/registrants`;
  reportUnknown(world, { path, body, known: Object.keys(addBody.shape) });
  checkRegistration(world, meeting);
  world.registrantDays.admitAdds(meeting.id, [request.email]);
  const { registrant, isNew } = addRegistrant(world, {
    meeting,
    applicant: {
      email: request.email,
      firstName: request.first_name,
      lastName: request.last_name,
      answers: request.custom_questions,
    },
    autoApprove: request.auto_approve ?? false,
  });
  if (isNew) world.webhooks.emit(registrationCreated(world, meeting, registrant));
  return {
    status: 201,
    body: {
      id: meeting.id,
      registrant_id: registrant.id,
      topic: meeting.topic,
      ...(meeting.startTime === null ? {} : { start_time: toZoomTime(meeting.startTime) }),
      // Absent where the meeting asks a person for each registration.
      ...(meeting.settings.approval_type === 1 ? {} : { join_url: registrant.joinUrl }),
      participant_pin_code: registrant.pinCode,
    },
  };
}

export function addRegistrantsEndpoint({ world, params, body }: ApiCall): Answer {
  const { meetingId = '' } = params;
  const meeting = world.meetings.get(meetingId);
  const request = parseBody(batchBody, body);
  const path = `/meetings/${meetingId}/batch_registrants`;
  reportUnknown(world, { path, body, known: Object.keys(batchBody.shape) });
  if (meeting.type !== 2) throw zoomErrors.batchForScheduledOnly();
  checkRegistration(world, meeting);
  const end = scheduledEnd(meeting);
  if (end !== null && end <= world.clock.now()) throw zoomErrors.registrationOver();
  const host = world.users.get(meeting.hostId).email.toLowerCase();
  if (request.registrants.some(({ email }) => email.toLowerCase() === host)) {
    throw zoomErrors.hostCannotRegister();
  }
  world.registrantDays.admitAdds(
    meeting.id,
    request.registrants.map(({ email }) => email)
  );
  const added = request.registrants.map((one) => {
    const { registrant, isNew } = addRegistrant(world, {
      meeting,
      applicant: { email: one.email, firstName: one.first_name, lastName: one.last_name },
      autoApprove: request.auto_approve ?? false,
    });
    if (isNew) world.webhooks.emit(registrationCreated(world, meeting, registrant));
    return registrant;
  });
  return {
    status: 201,
    body: {
      registrants: added.map(({ id, email, joinUrl, pinCode, status }) => ({
        email,
        registrant_id: id,
        ...(status === 'approved' ? { join_url: joinUrl, participant_pin_code: pinCode } : {}),
      })),
    },
  };
}

export function setRegistrantStatusEndpoint({ world, params, body }: ApiCall): Answer {
  const { meetingId = '' } = params;
  const meeting = world.meetings.get(meetingId);
  const { action, registrants = [] } = parseBody(statusBody, body);
  checkRegistration(world, meeting);
  const found = registrants.flatMap((who) => findRegistrant(meeting, who) ?? []);
  world.registrantDays.admitDecisions(
    meeting.id,
    found.map(({ email }) => email)
  );
  for (const registrant of found) {
    if (!decideRegistrant(registrant, action)) continue;
    const decision = { registrant, action, actor: apiActor(world) };
    world.webhooks.emit(registrationDecided(world, meeting, decision));
  }
  return { status: 204 };
}

export function deleteRegistrantEndpoint({ world, params }: ApiCall): Answer {
  const { meetingId = '', registrantId = '' } = params;
  const meeting = world.meetings.get(meetingId);
  checkRegistration(world, meeting);
  const registrant = findRegistrant(meeting, { id: registrantId });
  if (!registrant) throw zoomErrors.invalidRegistrant();
  meeting.registrants = meeting.registrants.filter((one) => one !== registrant);
  return { status: 204 };
}

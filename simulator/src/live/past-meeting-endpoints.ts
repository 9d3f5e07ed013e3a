import { z } from 'zod';
import type { ApiCall, Answer } from '../api/endpoint-handler';
import { pageQuery, takePage } from '../api/pagination';
import { parseQuery } from '../api/validation';
import { toZoomTime } from '../clock';
import type { Meeting } from '../meetings/meeting';
import type { World } from '../world';
import { zoomErrors } from '../zoom-errors';
import type { Instance, Stay } from './instance';
import { linesOf, toPastRow, toReportRow } from './participant-rows';

const LARGEST_PAGE = 300;

export function getPastMeetingEndpoint({ world, params }: ApiCall): Answer {
  const { meeting, instance } = findPast(world, params.meetingId ?? '');
  const host = world.users.get(meeting.hostId);
  const endedAt = instance.endedAt ?? instance.startedAt;
  return {
    status: 200,
    body: {
      id: meeting.id,
      uuid: instance.uuid,
      host_id: meeting.hostId,
      topic: meeting.topic,
      type: meeting.type,
      user_name: `${host.firstName} ${host.lastName}`,
      user_email: host.email,
      start_time: toZoomTime(instance.startedAt),
      end_time: toZoomTime(endedAt),
      duration: minutes(endedAt - instance.startedAt),
      total_minutes: instance.stays.reduce((sum, stay) => sum + minutes(lengthOf(stay)), 0),
      participants_count: new Set(instance.stays.map(({ participantUuid }) => participantUuid))
        .size,
      dept: host.dept,
      source: 'Zoom simulator',
      has_meeting_summary: false,
    },
  };
}

export function listPastInstancesEndpoint({ world, params }: ApiCall): Answer {
  const { meeting } = findPast(world, params.meetingId ?? '');
  return {
    status: 200,
    body: {
      meetings: meeting.past.map(({ uuid, startedAt }) => ({
        uuid,
        start_time: toZoomTime(startedAt),
      })),
    },
  };
}

export function listPastParticipantsEndpoint({ world, params, query }: ApiCall): Answer {
  const { instance } = findPast(world, params.meetingId ?? '');
  const { page_size, next_page_token } = parseQuery(z.object(pageQuery), query);
  const { rows, ...page } = takePage(world, {
    rows: linesOf(instance),
    pageSize: page_size,
    largestPageSize: LARGEST_PAGE,
    token: next_page_token,
    query: `/past_meetings/${instance.uuid}/participants`,
  });
  return { status: 200, body: { ...page, participants: rows.map(toPastRow(world, instance)) } };
}

const reportQuery = z.object({
  ...pageQuery,
  include_fields: z.literal('registrant_id').optional(),
});

export function listReportParticipantsEndpoint({ world, params, query }: ApiCall): Answer {
  const { instance } = findPast(world, params.meetingId ?? '');
  const { page_size, next_page_token, include_fields } = parseQuery(reportQuery, query);
  const { rows, ...page } = takePage(world, {
    rows: linesOf(instance),
    pageSize: page_size,
    largestPageSize: LARGEST_PAGE,
    token: next_page_token,
    query: `/report/meetings/${instance.uuid}/participants ${include_fields ?? ''}`,
  });
  const toRow = toReportRow(world, { instance, withRegistrants: include_fields !== undefined });
  return { status: 200, body: { ...page, participants: rows.map(toRow) } };
}

function findPast(world: World, inPath: string): { meeting: Meeting; instance: Instance } {
  if (world.settings.plan === 'free') throw zoomErrors.paidOnly(world.credentials.accountId);
  const found = world.meetings.findPast(decodeUuid(inPath));
  if (!found) throw zoomErrors.meetingDoesNotExist(inPath);
  return found;
}

/**
 * The router has decoded the path once. A uuid that starts with `/` or contains `//` must come
 * encoded twice, every other one once: Zoom's documents on meeting uuids.
 */
export function decodeUuid(inPath: string): string {
  if (!inPath.includes('%')) return needsDoubleEncoding(inPath) ? '' : inPath;
  const decoded = decodeOnce(inPath);
  return needsDoubleEncoding(decoded) ? decoded : '';
}

function decodeOnce(inPath: string): string {
  try {
    return decodeURIComponent(inPath);
  } catch {
    return '';
  }
}

function needsDoubleEncoding(uuid: string): boolean {
  return uuid.startsWith('/') || uuid.includes('//');
}

function lengthOf({ joinedAt, leftAt }: Stay): number {
  return (leftAt ?? joinedAt) - joinedAt;
}

function minutes(ms: number): number {
  return Math.ceil(ms / 60_000);
}

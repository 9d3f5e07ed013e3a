import { readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import {
  createZoomClient,
  missingScopes,
  SCOPES,
  ZoomError,
  type ZoomClient,
} from '../../server/src/zoom';
import { ENDPOINTS, type EndpointName } from '../../server/src/zoom/endpoints';
import { startZoom, DEFAULT_HOST, type TestZoom } from '../support/zoom';
import { describeWithDocuments, validateRequest } from './openapi';

const MEETINGS = 'zoom-meeting.json';
const USERS = 'zoom-users.json';
const USER_MEETINGS = '/users/{userId}/meetings';
const ONE_MEETING = '/meetings/{meetingId}';

/** Everything the plugin sends in a meeting: Zoom ignores without a word what it does not know. */
const BODY = {
  topic: 'Algebra 1 – Session 3',
  type: 2,
  agenda: 'Bring a ruler.',
  start_time: '2030-03-12T15:00:00Z',
  duration: 45,
  timezone: 'Europe/Berlin',
  password: 'k7mQ2x',
  settings: {
    host_video: true,
    participant_video: false,
    join_before_host: false,
    mute_upon_entry: true,
    waiting_room: true,
    auto_recording: 'none',
  },
};

let account: TestZoom;
let zoom: ZoomClient;
beforeAll(async () => {
  account = await startZoom({ rateLimits: true });
  const { accountId, clientId, clientSecret } = account.credentials;
  zoom = createZoomClient({
    credentials: () => ({ accountId, clientId, clientSecret }),
    oauthBaseUrl: account.url,
    plan: 'pro',
    dayBudget: {
      reserve: () => Promise.resolve({ kind: 'granted' }),
      release: () => Promise.resolve(),
      fill: () => Promise.resolve(),
    },
    clock: () => new Date(),
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
});
afterAll(() => account.stop());
beforeEach(() => account.controls.clearCalls());

const host = DEFAULT_HOST;
const startTime = new Date(BODY.start_time);

/** Every call of the client once; gives the meeting's number. */
const callEverything = async (): Promise<void> => {
  const { id } = await zoom.createMeeting({ host, startTime, body: BODY });
  await zoom.getMeeting({ id });
  await zoom.updateMeeting({ id, host, startTime, body: { ...BODY, topic: 'Algebra 2' } });
  await zoom.listMeetings({ host, type: 'upcoming', from: '2030-03-01', to: '2030-04-01' });
  await zoom.deleteMeeting({ id, host, remindHost: false, remindRegistrants: false });
  await zoom.recoverMeeting({ id, host });
  await zoom.endMeeting({ id, host });
  await zoom.getUser({ idOrEmail: host });
  await zoom.hostAccessKey({ idOrEmail: host });
  await zoom.findOwner();
  await callAboutRegistrants();
  await callAboutThePast();
};

const callAboutRegistrants = async (): Promise<void> => {
  const body = { ...BODY, settings: { ...BODY.settings, approval_type: 0 } };
  const { id } = await zoom.createMeeting({ host, startTime, body });
  const applicant = { email: 'ann@students.example', firstName: 'Ann', lastName: 'Bee' };
  const [ann] = await zoom.addRegistrants({ id, host, applicants: [applicant], mails: false });
  const again = await zoom.addRegistrant({ id, host, applicant });
  expect(again.id).toBe(ann?.id);
  const listed = await zoom.listRegistrants({ id, state: 'approved' });
  expect(listed).toEqual([
    { id: again.id, email: applicant.email, state: 'approved', joinUrl: again.joinUrl },
  ]);
  const registrants = [{ id: again.id, email: applicant.email }];
  await zoom.setRegistrantState({ id, host, action: 'cancel', registrants });
  const gone = { id, host, registrantId: again.id };
  expect(await zoom.deleteRegistrant(gone)).toEqual({ kind: 'deleted' });
  expect(await zoom.deleteRegistrant(gone)).toEqual({ kind: 'was-gone' });
};

/** Of a meeting that never ran: what Zoom answers does not matter here, what it is asked does. */
const callAboutThePast = async (): Promise<void> => {
  const uuid = '/ab//c==';
  const asked: (() => Promise<unknown>)[] = [
    () => zoom.pastInstances({ id: '81234567890' }),
    () => zoom.pastMeeting({ uuid }),
    () => zoom.pastParticipants({ uuid }).next(),
    () => zoom.listRecordings({ idOrUuid: uuid, withToken: true }),
    () => zoom.getTranscript({ idOrUuid: uuid }),
    () => zoom.trashRecordingFile({ uuid, fileId: '11111111-2222-3333-4444-555555555555' }),
  ];
  for (const ask of asked) {
    await ask().catch((error: unknown) => {
      if (!(error instanceof ZoomError)) throw error;
    });
  }
};

/** As sent, without `/v2`. */
const sent = () =>
  account.controls
    .calls()
    .filter((call) => call.path !== '/oauth/token')
    .map(({ method, query, body, ...call }) => ({
      method,
      at: Object.keys(query).length > 0 ? `${call.path}?${new URLSearchParams(query)}` : call.path,
      body: method === 'GET' || method === 'DELETE' ? undefined : body,
    }));

describe('the client against the simulator', () => {
  it('lives a meeting’s whole life', async () => {
    const made = await zoom.createMeeting({ host, startTime, body: BODY });
    expect(made).toMatchObject({
      topic: BODY.topic,
      hostEmail: host,
      startTime,
      durationMinutes: 45,
      password: BODY.password,
      status: 'waiting',
    });
    await zoom.updateMeeting({ id: made.id, host, startTime, body: { topic: 'Algebra 2' } });
    expect(await zoom.getMeeting({ id: made.id })).toMatchObject({ topic: 'Algebra 2' });
    const rows = await zoom.listMeetings({ host, type: 'scheduled' });
    expect(rows.map(({ id }) => id)).toContain(made.id);

    const input = { id: made.id, host, remindHost: false, remindRegistrants: false };
    expect(await zoom.deleteMeeting(input)).toEqual({ kind: 'deleted' });
    expect(await zoom.deleteMeeting(input)).toEqual({ kind: 'was-gone' });
    await zoom.recoverMeeting({ id: made.id, host });
    expect(await zoom.getMeeting({ id: made.id })).toMatchObject({ topic: 'Algebra 2' });
  });

  it('reads a list over several pages', async () => {
    const body = { ...BODY, duration: 10 };
    const amir = 'amir.haddad@company.com';
    for (let made = 0; made < 3; made += 1) {
      await zoom.createMeeting({ host: amir, startTime, body });
    }
    expect(await zoom.listMeetings({ host: amir, type: 'upcoming' })).toHaveLength(3);
  });

  it('names the account’s owner, and lacks no scope', async () => {
    expect(await zoom.findOwner()).toMatchObject({ email: 'john.doe@company.com' });
    expect(missingScopes(await zoom.grantedScopes({ fresh: true }))).toEqual([]);
  });

  it('sends a burst of calls without one 429', async () => {
    const names = Array.from({ length: 60 }, () => host);
    await Promise.all(names.map((idOrEmail) => zoom.getUser({ idOrEmail })));
    expect(account.controls.calls().filter(({ status }) => status === 429)).toEqual([]);
  });
});

const PAST_MEETING = '/past_meetings/{meetingId}';

/** Where each endpoint stands in Zoom's documents, and the granular scope it needs there. */
const DOCUMENTED: Record<EndpointName, { document: string; path: string; scope: string }> = {
  createMeeting: { document: MEETINGS, path: USER_MEETINGS, scope: 'meeting:write:meeting:admin' },
  updateMeeting: { document: MEETINGS, path: ONE_MEETING, scope: 'meeting:update:meeting:admin' },
  deleteMeeting: { document: MEETINGS, path: ONE_MEETING, scope: 'meeting:delete:meeting:admin' },
  setMeetingStatus: {
    document: MEETINGS,
    path: `${ONE_MEETING}/status`,
    scope: 'meeting:update:status:admin',
  },
  getMeeting: { document: MEETINGS, path: ONE_MEETING, scope: 'meeting:read:meeting:admin' },
  listMeetings: {
    document: MEETINGS,
    path: USER_MEETINGS,
    scope: 'meeting:read:list_meetings:admin',
  },
  listRegistrants: {
    document: MEETINGS,
    path: `${ONE_MEETING}/registrants`,
    scope: 'meeting:read:list_registrants:admin',
  },
  addRegistrant: {
    document: MEETINGS,
    path: `${ONE_MEETING}/registrants`,
    scope: 'meeting:write:registrant:admin',
  },
  addRegistrants: {
    document: MEETINGS,
    path: `${ONE_MEETING}/batch_registrants`,
    scope: 'meeting:write:batch_registrants:admin',
  },
  setRegistrantState: {
    document: MEETINGS,
    path: `${ONE_MEETING}/registrants/status`,
    scope: 'meeting:update:registrant_status:admin',
  },
  deleteRegistrant: {
    document: MEETINGS,
    path: `${ONE_MEETING}/registrants/{registrantId}`,
    scope: 'meeting:delete:registrant:admin',
  },
  listRecordings: {
    document: MEETINGS,
    path: `${ONE_MEETING}/recordings`,
    scope: 'cloud_recording:read:list_recording_files:admin',
  },
  deleteRecordingFile: {
    document: MEETINGS,
    path: `${ONE_MEETING}/recordings/{recordingId}`,
    scope: 'cloud_recording:delete:recording_file:admin',
  },
  getTranscript: {
    document: MEETINGS,
    path: `${ONE_MEETING}/transcript`,
    scope: 'cloud_recording:read:meeting_transcript:admin',
  },
  listPastInstances: {
    document: MEETINGS,
    path: `${PAST_MEETING}/instances`,
    scope: 'meeting:read:list_past_instances:admin',
  },
  getPastMeeting: {
    document: MEETINGS,
    path: PAST_MEETING,
    scope: 'meeting:read:past_meeting:admin',
  },
  listReportParticipants: {
    document: MEETINGS,
    path: '/report/meetings/{meetingId}/participants',
    scope: 'report:read:list_meeting_participants:admin',
  },
  listPastParticipants: {
    document: MEETINGS,
    path: `${PAST_MEETING}/participants`,
    scope: 'meeting:read:list_past_participants:admin',
  },
  getUserToken: {
    document: USERS,
    path: '/users/{userId}/token',
    scope: 'user:read:token:admin',
  },
  getUser: { document: USERS, path: '/users/{userId}', scope: 'user:read:user:admin' },
  listUsers: { document: USERS, path: '/users', scope: 'user:read:list_users:admin' },
};

const ENDPOINT_NAMES = Object.keys(ENDPOINTS) as EndpointName[];

const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ description: z.string() }))),
});

describeWithDocuments('the client against Zoom’s documents', () => {
  it.each(ENDPOINT_NAMES)('paces and scopes %s as documented', (name) => {
    const endpoint = ENDPOINTS[name];
    const { document, path: route, scope } = DOCUMENTED[name];
    const file = path.resolve(__dirname, '../../../shared/zoom-openapi', document);
    const { paths } = documentSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const description = paths[route]?.[endpoint.method.toLowerCase()]?.description ?? '';
    expect(/Rate Limit Label.*?`(\w+)`/.exec(description)?.[1]).toBe(endpoint.label.toUpperCase());
    const known = SCOPES.find(({ granular }) => granular === scope);
    expect(description).toContain(`\`${scope}\``);
    // The document gives a phone scope there, where all its neighbours have the recordings' own.
    const classic = name === 'listRecordings' ? 'recording:read' : known?.classic;
    expect(description).toContain(`\`${classic}\``);
  });

  it('sends only what Zoom documents', async () => {
    await callEverything();
    const calls = sent();
    // The list of past participants stands in where the report is out of reach.
    expect(calls.length).toBeGreaterThanOrEqual(Object.keys(ENDPOINTS).length - 1);
    for (const { method, at, body } of calls) {
      expect([method, at, validateRequest(method, at, body)]).toEqual([
        method,
        at,
        { kind: 'valid' },
      ]);
    }
  });
});

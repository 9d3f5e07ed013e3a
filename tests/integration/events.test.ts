import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { TABLE } from '../../contracts/identifiers';
import { inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';
import { waitUntil } from '../support/wait';

type Told = {
  event: string;
  payload: Record<string, unknown>;
  stored: unknown;
  isWritten: boolean;
};

const NAMES = ['scheduled', 'updated', 'live', 'ended', 'cancelled'].map(
  (name) => `zoom.meeting.${name}`
);

let room: Classroom;
/** What listeners were told, with the state that the database had at that moment. */
const told: Told[] = [];
/** Everything any `entry.*` listener was given. */
const entryEvents: string[] = [];
/** Bodies that Strapi's outgoing webhook delivered. */
const delivered: string[] = [];
let receiver: Server;
const unhandled: unknown[] = [];
const onUnhandled = (error: unknown): void => {
  unhandled.push(error);
};

beforeAll(async () => {
  process.on('unhandledRejection', onUnhandled);
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      delivered.push(body);
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  room = await openClassroom();
  const { eventHub, db } = room.cms.strapi;
  for (const event of NAMES) {
    eventHub.on(event, async (payload: Record<string, unknown>) => {
      const { documentId } = payload['meeting'] as { documentId: string };
      const row = await db.query('plugin::zoom.meeting').findOne({ where: { documentId } });
      const isWritten = (await db.connection(TABLE.announcement).where({ event })).length > 0;
      told.push({ event, payload, stored: row?.state, isWritten });
    });
  }
  eventHub.subscribe(async (name: string, ...args: unknown[]) => {
    if (name.startsWith('entry.')) entryEvents.push(`${name} ${JSON.stringify(args)}`);
  });
  const { port } = receiver.address() as AddressInfo;
  await room.admin
    .post('/admin/webhooks')
    .send({
      name: 'Site',
      url: `http://127.0.0.1:${port}/rebuild`,
      headers: {},
      events: [...NAMES, 'entry.publish', 'entry.update', 'entry.create', 'entry.unpublish'],
    })
    .expect(201);
});
afterAll(async () => {
  await room.close();
  await new Promise((resolve) => receiver.close(resolve));
  process.removeListener('unhandledRejection', onUnhandled);
});

const eventsOf = (documentId: string): Told[] =>
  told.filter(({ payload }) => {
    const session = payload['session'] as { documentId: string } | null;
    return session?.documentId === documentId;
  });
const whenTold = (documentId: string, event: string, times = 1): Promise<Told> =>
  waitUntil(
    () => {
      const found = eventsOf(documentId).filter((one) => one.event === event);
      return found.length >= times && found.at(-1);
    },
    { what: `${times} × ${event}` }
  );

it('tells the app after the commit what front ends would show otherwise now', async () => {
  const startTime = inHours(26);
  const documentId = await room.editor.schedule(sessionData({ startTime }));
  const scheduled = await whenTold(documentId, 'zoom.meeting.scheduled');
  const { id } = await room.meetingOf(documentId);
  const row = await room.row(documentId);
  expect(scheduled).toEqual({
    event: 'zoom.meeting.scheduled',
    stored: 'scheduled',
    isWritten: true,
    payload: {
      session: { uid: 'plugin::zoom.course-session', documentId },
      meeting: { documentId: row?.documentId },
      state: 'scheduled',
      startTime,
      endTime: new Date(new Date(startTime).getTime() + 3600_000).toISOString(),
    },
  });

  const moved = inHours(28);
  await room.editor.publish(documentId, { startTime: moved });
  await waitUntil(() =>
    eventsOf(documentId).some(
      ({ event, payload }) => event === 'zoom.meeting.updated' && payload['startTime'] === moved
    )
  );

  await room.editor.unpublish(documentId);
  expect((await whenTold(documentId, 'zoom.meeting.cancelled')).stored).toBe('cancelled');
  await room.editor.publish(documentId);
  await whenTold(documentId, 'zoom.meeting.scheduled', 2);
  expect((await room.meetingOf(documentId)).id).toBe(id);

  // A publish without a change tells nobody anything.
  await room.rowWhere(documentId, ({ syncState }) => syncState === 'synced');
  const count = eventsOf(documentId).length;
  await room.editor.publish(documentId);
  await room.rowWhere(documentId, ({ syncState }) => syncState === 'synced');
  expect(eventsOf(documentId)).toHaveLength(count);
});

it('tells that a meeting runs and is over', async () => {
  const { zoom, cms } = room;
  await zoom.controls.connectWebhook({ url: `${cms.url}/api/webhooks/zoom` });
  // Begun half an hour ago, so that its planned end can pass within the test.
  const documentId = await room.editor.schedule(
    sessionData({ startTime: inHours(-0.5), duration: 60 })
  );
  const { id } = await room.meetingOf(documentId);
  await zoom.controls.startMeeting(String(id));
  expect((await whenTold(documentId, 'zoom.meeting.live')).stored).toBe('live');
  // Its planned end passes.
  const past = new Date(Date.now() - 60_000);
  await cms.strapi.db.query('plugin::zoom.meeting').updateMany({
    where: { sessionDocumentId: documentId },
    data: { endTime: past },
  });
  await zoom.controls.endMeeting(String(id));
  expect((await whenTold(documentId, 'zoom.meeting.ended')).stored).toBe('ended');
});

it("delivers them through Strapi's own webhooks", async () => {
  for (const event of NAMES) {
    await waitUntil(() => delivered.some((body) => JSON.parse(body).event === event), {
      what: event,
    });
  }
  const { body } = await room.admin.get('/admin/webhooks').expect(200);
  expect(body.data[0].events).toEqual(expect.arrayContaining(NAMES));
});

it('carries no link and no passcode anywhere', async () => {
  const rows: Record<string, unknown>[] = await room.cms.strapi.db
    .query('plugin::zoom.meeting')
    .findMany();
  const site = room.cms.requestAs(await room.cms.createApiToken({ type: 'full-access' }));
  // Saves that populate the meeting are what an event could take a link from.
  for (const { sessionDocumentId } of rows) {
    await site
      .put(`/api/zoom/course-sessions/${String(sessionDocumentId)}?populate=meeting`)
      .send({ data: { agenda: 'Bring a pen' } })
      .expect(200);
  }
  await waitUntil(() => delivered.some((text) => text.includes('Bring a pen')));
  const everything = [...entryEvents, ...delivered, JSON.stringify(told)].join('\n');
  expect(entryEvents.length).toBeGreaterThan(5);
  expect(rows.length).toBeGreaterThan(1);
  for (const row of rows) {
    for (const name of ['joinUrl', 'passcode', 'hostEmail']) {
      expect(row[name]).toBeTruthy();
      expect(everything).not.toContain(String(row[name]));
    }
  }
  expect(everything).not.toContain('pwd=');
});

it('has each one written down until it was told, so that a killed process loses none', () => {
  expect(told.length).toBeGreaterThan(5);
  expect(told.filter(({ isWritten }) => !isWritten)).toEqual([]);
});

it('survives listeners that throw', async () => {
  const { eventHub } = room.cms.strapi;
  eventHub.on('zoom.meeting.scheduled', async () => {
    throw new Error('a listener of the app is broken');
  });
  eventHub.on('zoom.meeting.scheduled', () => {
    throw new Error('never reached');
  });
  const documentId = await room.editor.schedule(sessionData({ startTime: inHours(90) }));
  await room.meetingOf(documentId);
  const line = /a listener of zoom\.meeting\.scheduled failed: a listener of the app is broken/;
  await waitUntil(() => line.test(room.cms.logs.join('\n')));
  await room.editor.unpublish(documentId);
  await whenTold(documentId, 'zoom.meeting.cancelled');
  expect(unhandled).toEqual([]);
});

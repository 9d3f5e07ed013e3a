import { knex, type Knex } from 'knex';

import { editorOf, sessionData } from '../support/sessions';
import { spawnStrapi, type SpawnedStrapi } from '../support/spawn-strapi';
import { createTestApp, type TestApp } from '../support/strapi';
import { waitUntil } from '../support/wait';
import { startZoom, type TestZoom } from '../support/zoom';

/** The process dies without any clean-up, at each moment of a create, and is started again. */
describe('a server that is killed', () => {
  let zoom: TestZoom;
  let app: TestApp;
  let database: Knex;
  let strapi: SpawnedStrapi;

  beforeAll(async () => {
    zoom = await startZoom();
    app = await createTestApp({ zoom: { ...zoom.addresses } });
    strapi = await spawnStrapi(app);
    const admin = await strapi.adminRequest();
    await admin
      .put('/zoom/settings')
      .send({ ...zoom.settings, deleteGraceSeconds: 0 })
      .expect(200);
    const filename = (app.database.connection['connection'] as { filename: string }).filename;
    database = knex({
      client: 'better-sqlite3',
      connection: { filename },
      useNullAsDefault: true,
    });
  }, 60_000);
  afterAll(async () => {
    await database.destroy();
    await strapi.kill();
    await app.remove();
    await zoom.stop();
  });
  afterEach(() => {
    zoom.controls.clearFaults();
    zoom.controls.clearCalls();
  });

  const rowOf = async (documentId: string) =>
    database('zm_meetings').where({ session_document_id: documentId }).first();
  const named = (topic: string) => zoom.meetings().filter((meeting) => meeting.topic === topic);
  const creates = () => zoom.writes().filter(({ method }) => method === 'POST');

  const publish = async (courseName: string): Promise<string> =>
    editorOf(await strapi.adminRequest()).schedule(sessionData({ courseName }));

  /** As time would: leases end, and a lost create may be searched for. */
  const passTime = async (documentId: string): Promise<void> => {
    await database('zm_jobs').update({ lease_until: null, lease_by: null, run_at: 0 });
    const { intent } = await rowOf(documentId);
    if (!intent) return;
    const changed = { ...JSON.parse(intent), lookUpAt: new Date(Date.now() - 1000).toISOString() };
    await database('zm_meetings')
      .where({ session_document_id: documentId })
      .update({ intent: JSON.stringify(changed) });
  };

  const restart = async (documentId: string): Promise<void> => {
    await passTime(documentId);
    strapi = await spawnStrapi(app);
  };

  const expectOneMeeting = async (documentId: string, topic: string): Promise<void> => {
    const row = await waitUntil(
      async () => {
        const found = await rowOf(documentId);
        return found?.sync_state === 'synced' && found.zoom_id ? found : null;
      },
      { what: 'the meeting after the restart', timeoutMs: 60_000 }
    );
    await waitUntil(() => named(topic).length === 1, { what: 'exactly one meeting' });
    expect(named(topic).map(({ id }) => String(id))).toEqual([row.zoom_id]);
    expect(row.intent).toBeNull();
  };

  test('before the call: the meeting is made after the restart', async () => {
    // The token's answer does not come, so the create waits with its intent saved.
    zoom.controls.revokeTokens();
    zoom.controls.addFault({ kind: 'hang', path: '/oauth/token' });
    const documentId = await publish('Killed early');
    await waitUntil(async () => (await rowOf(documentId))?.intent, { what: 'the saved intent' });
    await waitUntil(() => zoom.controls.faults().length === 0, { what: 'the hanging call' });
    await strapi.kill();
    expect(named('Killed early - Session 1')).toEqual([]);
    await restart(documentId);
    await expectOneMeeting(documentId, 'Killed early - Session 1');
    expect(creates()).toHaveLength(1);
  }, 60_000);

  test('while Zoom makes the meeting: it is found, not made twice', async () => {
    zoom.controls.addFault({ kind: 'latency', ms: 1500, method: 'POST' });
    const documentId = await publish('Killed in the call');
    await waitUntil(() => creates().length === 1, { what: 'the create' });
    await strapi.kill();
    expect((await rowOf(documentId)).zoom_id).toBeNull();
    await waitUntil(() => named('Killed in the call - Session 1').length === 1, {
      what: 'the meeting that nobody heard of',
    });
    await restart(documentId);
    await expectOneMeeting(documentId, 'Killed in the call - Session 1');
    expect(creates()).toHaveLength(1);
  }, 60_000);

  test('between the answer and its save: the meeting is found', async () => {
    // Somebody else holds the database: the answer comes and cannot be written.
    const documentId = await publish('Killed before the save');
    zoom.controls.addFault({ kind: 'latency', ms: 300, method: 'POST' });
    await waitUntil(() => creates().length === 1, { what: 'the create' });
    await database.raw('BEGIN IMMEDIATE');
    await waitUntil(() => creates()[0]?.status === 201, { what: 'the answer' });
    await strapi.kill();
    await database.raw('ROLLBACK');
    const row = await rowOf(documentId);
    expect(row.zoom_id).toBeNull();
    expect(row.intent).not.toBeNull();
    await restart(documentId);
    await expectOneMeeting(documentId, 'Killed before the save - Session 1');
    expect(creates()).toHaveLength(1);
  }, 60_000);

  test('after the save: nothing is left to do', async () => {
    const documentId = await publish('Killed late');
    await waitUntil(async () => (await rowOf(documentId))?.zoom_id, { what: 'the saved meeting' });
    await strapi.kill();
    await restart(documentId);
    await expectOneMeeting(documentId, 'Killed late - Session 1');
    expect(zoom.writes().map(({ method }) => method)).toEqual(['POST']);
  }, 60_000);

  test('in a delete and in a change: both are done after the restart', async () => {
    const [moved, cancelled] = [await publish('Moved'), await publish('Cancelled')];
    await waitUntil(async () => (await rowOf(moved))?.sync_state === 'synced');
    await waitUntil(async () => (await rowOf(cancelled))?.sync_state === 'synced');
    zoom.controls.addFault({ kind: 'hang', method: 'PATCH' });
    zoom.controls.addFault({ kind: 'latency', ms: 500, method: 'DELETE' });
    const editor = editorOf(await strapi.adminRequest());
    await editor.publish(moved, { ...sessionData({ courseName: 'Moved' }), agenda: 'Later' });
    await editor.unpublish(cancelled);
    // One call to a host at a time: the other one waits behind it.
    await waitUntil(() => zoom.controls.faults().length === 1, { what: 'the first of the calls' });
    await strapi.kill();
    zoom.controls.clearFaults();
    await restart(moved);
    await waitUntil(() => named('Moved - Session 1')[0]?.agenda === 'Later', {
      what: 'the change after the restart',
    });
    await expectOneMeeting(moved, 'Moved - Session 1');
    await waitUntil(async () => (await rowOf(cancelled))?.state === 'cancelled');
    expect(named('Cancelled - Session 1')).toEqual([]);
  }, 60_000);
});

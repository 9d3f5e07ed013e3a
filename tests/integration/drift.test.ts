import { TABLE } from '../../contracts/identifiers';
import { openClassroom, sessionData, type Classroom } from '../support/sessions';
import { staysTrue, waitUntil } from '../support/wait';

/** What people do in Zoom itself, what Zoom tells of it, and what it fails to tell. */
describe('changes made in Zoom', () => {
  let room: Classroom;
  let count = 0;

  beforeAll(async () => {
    room = await openClassroom();
  });
  afterAll(() => room.close());
  beforeEach(async () => {
    const url = `${room.cms.url}/api/webhooks/zoom`;
    expect(await room.zoom.controls.connectWebhook({ url })).toEqual({ kind: 'valid' });
  });
  afterEach(() => {
    room.zoom.controls.clearFaults();
  });

  /** A session in line with its meeting, and the calls so far forgotten. */
  const scheduled = async () => {
    count += 1;
    const data = sessionData({ courseName: `Drift ${count}`, duration: 60 });
    const documentId = await room.editor.schedule(data);
    const { id } = await room.meetingOf(documentId);
    await quiet();
    room.zoom.controls.clearCalls();
    return { documentId, id, data, topic: `Drift ${count} - Session 1` };
  };

  /** Every event is delivered and worked off, and no job is due or at work. */
  const quiet = async (): Promise<void> => {
    await room.zoom.controls.webhooksSettled();
    const connection = () => room.cms.strapi.db.connection;
    await waitUntil(
      async () => {
        const open = await connection()(TABLE.webhookEvent).where({ state: 'received' });
        const soon = Date.now() + 10_000;
        const jobs = await connection()(TABLE.job)
          .where('run_at', '<=', soon)
          .orWhereNotNull('lease_until');
        return open.length === 0 && jobs.length === 0;
      },
      { what: 'no open event and no job to come' }
    );
  };
  const methods = () => room.zoom.writes().map(({ method }) => method);
  const inZoom = (id: number) => room.zoom.meetings().find((meeting) => meeting.id === id);
  const stateIs = (documentId: string, state: string) =>
    room.rowWhere(documentId, (row) => row.state === state, `a row that is ${state}`);
  const change = (documentId: string, data: Record<string, unknown>) =>
    room.cms.strapi.db
      .query('plugin::zoom.meeting')
      .update({ where: { sessionDocumentId: documentId }, data });

  const driftCount = ({ drift }: Record<string, unknown>) => (drift as unknown[]).length;

  describe('of a field', () => {
    it('are recorded as what differs, change nothing here, and go when changed back', async () => {
      const { documentId, id, topic } = await scheduled();
      room.zoom.controls.changeMeeting(id, { topic: 'Renamed in Zoom', duration: 45 });
      const row = await room.rowWhere(documentId, (found) => driftCount(found) === 2);
      expect(row.drift).toEqual(
        expect.arrayContaining([
          { field: 'topic', cms: topic, zoom: 'Renamed in Zoom' },
          { field: 'duration', cms: '60', zoom: '45' },
        ])
      );
      expect(row).toMatchObject({ topic, syncState: 'synced', state: 'scheduled' });
      await quiet();
      expect(methods()).toEqual([]);

      room.zoom.controls.changeMeeting(id, { topic, duration: 60 });
      await room.rowWhere(documentId, (row) => driftCount(row) === 0);
    });

    it('stay on record when another field is changed here', async () => {
      const { documentId, id, data } = await scheduled();
      room.zoom.controls.changeMeeting(id, { duration: 45 });
      await room.rowWhere(documentId, (row) => driftCount(row) === 1);
      await room.editor.publish(documentId, { ...data, agenda: 'New here' });
      await waitUntil(() => inZoom(id)?.agenda === 'New here');
      await quiet();
      expect((await room.row(documentId))?.drift).toEqual([
        { field: 'duration', cms: '60', zoom: '45' },
      ]);
    });

    it('are not our own, however late or early the echo comes', async () => {
      const { documentId, id, data } = await scheduled();
      // The read after our change hangs, so its echo is worked off before we have saved it.
      room.zoom.controls.addFault({ kind: 'latency', ms: 3000, method: 'GET' });
      await room.editor.publish(documentId, { ...data, agenda: 'Ours' });
      await waitUntil(() => inZoom(id)?.agenda === 'Ours');
      await room.rowWhere(documentId, ({ syncState }) => syncState === 'synced');
      await quiet();
      expect((await room.row(documentId))?.drift).toEqual([]);

      // The other way round: a read of theirs is under way while we change something.
      room.zoom.controls.addFault({ kind: 'latency', ms: 3000, method: 'GET' });
      room.zoom.controls.clearCalls();
      room.zoom.controls.changeMeeting(id, { settings: { mute_upon_entry: true } });
      const reads = () => room.zoom.controls.calls({ method: 'GET', path: `/meetings/${id}` });
      await waitUntil(() => reads().length === 1, { what: 'the read after the event' });
      await room.editor.publish(documentId, { ...data, agenda: 'Ours again' });
      await waitUntil(() => inZoom(id)?.agenda === 'Ours again');
      await quiet();
      expect((await room.row(documentId))?.drift).toMatchObject([
        { field: 'settings.mute_upon_entry', zoom: 'true' },
      ]);
    });
  });

  describe('that delete a meeting', () => {
    /** The second read follows a minute after the first: lets it pass. */
    const passConfirmation = async (documentId: string): Promise<void> => {
      const isDoubted = ({ lastSeen }: Record<string, unknown>) =>
        typeof (lastSeen as Record<string, unknown> | null)?.['missingSeenAt'] === 'string';
      const row = await room.rowWhere(documentId, isDoubted, 'a first read that did not find it');
      expect(row).toMatchObject({ missingSince: null, state: 'scheduled' });
      const missingSeenAt = new Date(Date.now() - 60_000).toISOString();
      await change(documentId, { lastSeen: { ...(row.lastSeen as object), missingSeenAt } });
      await room.hurry();
    };
    const deletedInZoom = async () => {
      const session = await scheduled();
      room.zoom.controls.deleteMeeting(session.id);
      await passConfirmation(session.documentId);
      const row = await room.rowWhere(
        session.documentId,
        ({ syncState, syncError }) => syncState === 'failed' && syncError !== null
      );
      expect(row).toMatchObject({
        state: 'cancelled',
        syncError: expect.stringContaining('deleted in Zoom. Retry makes a new one'),
      });
      return session;
    };

    it('are flagged after a second read, and nothing is made anew by itself', async () => {
      const { documentId, data } = await deletedInZoom();
      await room.editor.publish(documentId, { ...data, agenda: 'Changed' });
      await room.rowWhere(documentId, ({ syncState }) => syncState === 'failed');
      await room.cms.strapi.plugin('zoom').service('reconcile').run();
      await quiet();
      expect(methods()).toEqual([]);
    });

    it('are answered by Retry with a new meeting; the old id is remembered', async () => {
      const { documentId, id, topic } = await deletedInZoom();
      const before = await room.row(documentId);
      await room.retry(documentId);
      const row = await room.rowWhere(documentId, ({ syncState }) => syncState === 'synced');
      expect(row.zoomId).not.toBe(String(id));
      expect(row).toMatchObject({ documentId: before?.documentId, state: 'scheduled' });
      expect(room.zoom.meetings().filter((one) => one.topic === topic)).toHaveLength(1);
      const ids = await room.cms.strapi.db
        .connection(TABLE.zoomId)
        .where({ meeting_row_id: row.id })
        .orderBy('id');
      expect(ids).toMatchObject([
        { zoom_id: String(id), retired_at: expect.anything() },
        { zoom_id: row.zoomId, retired_at: null },
      ]);
    });

    it('can be taken back in Zoom', async () => {
      const { documentId, id } = await deletedInZoom();
      room.zoom.controls.recoverMeeting(id);
      const row = await room.rowWhere(documentId, ({ syncState }) => syncState === 'synced');
      expect(row).toMatchObject({ zoomId: String(id), state: 'scheduled', syncError: null });
      expect(methods()).toEqual([]);
    });

    it('are never believed of one error', async () => {
      const { documentId, id, data } = await scheduled();
      const body = { code: 3001, message: 'Meeting does not exist.' };
      room.zoom.controls.addFault({ kind: 'status', status: 404, body, method: 'PATCH' });
      await room.editor.publish(documentId, { ...data, agenda: 'Sent twice' });
      const row = await room.rowWhere(documentId, ({ syncError }) => syncError !== null);
      expect(row).toMatchObject({ syncState: 'pending', missingSince: null, state: 'scheduled' });
      await room.hurry();
      await waitUntil(() => inZoom(id)?.agenda === 'Sent twice', { what: 'the change after all' });
      await quiet();
      expect(await room.row(documentId)).toMatchObject({ syncState: 'synced', syncError: null });

      room.zoom.controls.addFault({ kind: 'status', status: 404, body, method: 'GET' });
      room.zoom.controls.changeMeeting(id, { duration: 50 });
      await passConfirmation(documentId);
      await room.rowWhere(documentId, (row) => driftCount(row) === 1);
      await quiet();
      expect(await room.row(documentId)).toMatchObject({ missingSince: null, syncState: 'synced' });

      room.zoom.controls.addFault({ kind: 'status', status: 503, method: 'GET', times: 3 });
      room.zoom.controls.changeMeeting(id, { duration: 55 });
      await room.rowWhere(documentId, ({ drift }) => JSON.stringify(drift).includes('55'));
      expect(await room.row(documentId)).toMatchObject({ missingSince: null, state: 'scheduled' });
    });
  });

  describe('a class', () => {
    /** Moves session and row so that the planned end has passed. */
    const passPlannedEnd = async (documentId: string): Promise<void> => {
      const startTime = new Date(Date.now() - 2 * 3600_000);
      const endTime = new Date(Date.now() - 3600_000);
      await room.cms.strapi.db
        .query('plugin::zoom.course-session')
        .updateMany({ where: { documentId }, data: { startTime, endTime } });
      await change(documentId, { startTime, endTime });
    };

    it('is live while it runs, and scheduled again when it ends before its time', async () => {
      const { documentId, id, data } = await scheduled();
      room.zoom.controls.startMeeting(id);
      await stateIs(documentId, 'live');
      // Nothing is changed under people's feet; it is done when they have left.
      await room.editor.publish(documentId, { ...data, agenda: 'For later' });
      await quiet();
      expect(methods()).toEqual([]);
      room.zoom.controls.endMeeting(id);
      await stateIs(documentId, 'scheduled');
      await waitUntil(() => inZoom(id)?.agenda === 'For later');
    });

    it('is not taken away while it runs', async () => {
      const { documentId, id } = await scheduled();
      room.zoom.controls.startMeeting(id);
      await stateIs(documentId, 'live');
      await room.editor.unpublish(documentId);
      const isThere = () => inZoom(id) !== undefined;
      await quiet();
      expect(isThere()).toBe(true);
      room.zoom.controls.endMeeting(id);
      await stateIs(documentId, 'cancelled');
      expect(isThere()).toBe(false);
    });

    it('has ended when it ends after its planned end', async () => {
      const { documentId, id } = await scheduled();
      room.zoom.controls.startMeeting(id);
      await stateIs(documentId, 'live');
      await passPlannedEnd(documentId);
      room.zoom.controls.endMeeting(id);
      await stateIs(documentId, 'ended');
    });

    it('ends without webhooks too: at its planned end Zoom is asked', async () => {
      const { documentId, id } = await scheduled();
      room.zoom.controls.disconnectWebhook();
      await passPlannedEnd(documentId);
      await room.hurry();
      await stateIs(documentId, 'ended');
      expect(room.zoom.controls.calls({ method: 'GET', path: `/meetings/${id}` })).toHaveLength(1);
      expect(methods()).toEqual([]);
    });

    it('that overruns is live without webhooks, and ended once Zoom says so', async () => {
      const { documentId, id } = await scheduled();
      room.zoom.controls.disconnectWebhook();
      room.zoom.controls.startMeeting(id);
      await passPlannedEnd(documentId);
      await room.hurry();
      await stateIs(documentId, 'live');
      room.zoom.controls.endMeeting(id);
      await waitUntil(
        async () => {
          await room.hurry();
          return (await room.row(documentId))?.state === 'ended';
        },
        { what: 'the end that nobody told', everyMs: 250 }
      );
    });

    it('whose end was lost is asked for, and what waited is done', async () => {
      const { documentId, id, data } = await scheduled();
      room.zoom.controls.startMeeting(id);
      await stateIs(documentId, 'live');
      room.zoom.controls.disconnectWebhook();
      room.zoom.controls.endMeeting(id);
      await room.editor.publish(documentId, { ...data, agenda: 'After the lost end' });
      await stateIs(documentId, 'scheduled');
      await waitUntil(() => inZoom(id)?.agenda === 'After the lost end');
    });

    it('whose session is deleted meanwhile stays until it is over', async () => {
      const { documentId, id } = await scheduled();
      room.zoom.controls.startMeeting(id);
      await stateIs(documentId, 'live');
      await room.editor.remove(documentId);
      expect(await staysTrue(() => inZoom(id) !== undefined, { forMs: 2000 })).toBe(true);
      room.zoom.controls.endMeeting(id);
      await waitUntil(() => inZoom(id) === undefined, { what: 'the deletion after the class' });
    });
  });
});

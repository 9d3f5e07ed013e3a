import type { MeetingState } from '../../simulator/src';
import { inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';
import { staysTrue, waitUntil } from '../support/wait';
import { DEFAULT_HOST } from '../support/zoom';

/**
 * Zoom works, and its answer does not arrive; or it does not work, and nobody can tell. Whatever
 * happens, a published session has exactly one meeting in the end.
 */
describe('lost answers', () => {
  let room: Classroom;
  let count = 0;

  beforeAll(async () => {
    room = await openClassroom();
  });
  afterAll(() => room.close());
  afterEach(() => {
    room.zoom.controls.clearFaults();
    room.zoom.controls.changeSettings({ refusePasscode: false });
    room.zoom.controls.disconnectWebhook();
    room.zoom.controls.clearCalls();
  });

  /** A course of its own for each test, so that its meetings are told by their topic. */
  const newCourse = () => {
    count += 1;
    const courseName = `Course ${count}`;
    const data = sessionData({ courseName, startTime: inHours(24 + count) });
    const topic = `${courseName} - Session 1`;
    return { data, topic, named: () => room.zoom.meetings().filter((m) => m.topic === topic) };
  };
  const creates = () => room.zoom.writes().filter(({ method }) => method === 'POST');

  const expectOne = async (documentId: string, named: () => MeetingState[]) => {
    const { id } = await room.meetingOf(documentId);
    expect(named().map((meeting) => meeting.id)).toEqual([id]);
    return id;
  };
  const twinOf = (lost: MeetingState, more: { password?: string } = {}) =>
    room.zoom.controls.createMeeting(
      { host: DEFAULT_HOST },
      {
        topic: lost.topic,
        type: 2,
        start_time: String(lost.start_time),
        duration: lost.duration,
        ...more,
      }
    );

  describe('of a create', () => {
    it.each([
      ['the connection broke', { kind: 'drop-after-commit' as const }],
      ['a proxy answered 502', { kind: 'status' as const, status: 502, afterCommit: true }],
      [
        'the answer was no JSON',
        { kind: 'status' as const, status: 500, body: '<html>', afterCommit: true },
      ],
    ])('finds the meeting that was made though %s', async (_how, fault) => {
      const { data, named } = newCourse();
      room.zoom.controls.addFault({ ...fault, method: 'POST' });
      const documentId = await room.editor.schedule(data);
      const row = await room.lostCreate(documentId);
      expect(row).toMatchObject({
        zoomId: null,
        syncState: 'pending',
        syncError: expect.stringContaining('looked up'),
      });
      await room.passLookUpTime(documentId);
      await expectOne(documentId, named);
      expect(creates()).toHaveLength(1);
      expect((await room.row(documentId))?.joinUrl).toBe(named()[0]?.join_url);
    });

    it.each([
      ['the connection broke', { kind: 'drop-before-commit' as const }],
      ['Zoom answered 500', { kind: 'status' as const, status: 500 }],
    ])('makes it when a look shows that nothing was made, though %s', async (_how, fault) => {
      const { data, named } = newCourse();
      room.zoom.controls.addFault({ ...fault, method: 'POST' });
      const documentId = await room.editor.schedule(data);
      await room.lostCreate(documentId);
      expect(named()).toEqual([]);
      await room.passLookUpTime(documentId);
      await expectOne(documentId, named);
      expect(creates()).toHaveLength(2);
    });

    it('waits for a create that Zoom carries out late, whoever presses Retry', async () => {
      const { data, named, topic } = newCourse();
      room.zoom.controls.addFault({ kind: 'drop-before-commit', method: 'POST' });
      const documentId = await room.editor.schedule(data);
      const { intent } = await room.lostCreate(documentId);
      await room.retry(documentId);
      const isWaiting = async () => creates().length === 1 && !(await room.row(documentId))?.zoomId;
      expect(await staysTrue(isWaiting, { forMs: 1500 })).toBe(true);

      const { fields, passcode } = intent as {
        fields: { start_time: string; duration: number };
        passcode: { value: string };
      };
      const { start_time, duration } = fields;
      room.zoom.controls.createMeeting(
        { host: DEFAULT_HOST },
        { topic, type: 2, start_time, duration, password: passcode.value }
      );
      await room.retry(documentId);
      await room.passLookUpTime(documentId);
      await expectOne(documentId, named);
      expect(creates()).toHaveLength(1);
    });

    it('keeps one of two meetings that have its marker, and deletes the other', async () => {
      const { data, named } = newCourse();
      room.zoom.controls.addFault({ kind: 'drop-after-commit', method: 'POST' });
      const documentId = await room.editor.schedule(data);
      await room.lostCreate(documentId);
      const [made] = named();
      if (!made) throw new Error('Zoom made no meeting');
      twinOf(made, { password: String(made.password) });
      expect(named()).toHaveLength(2);
      await room.passLookUpTime(documentId);
      await room.meetingOf(documentId);
      await waitUntil(() => named().length === 1, { what: 'the deletion of the surplus meeting' });
      await expectOne(documentId, named);
    });

    it("leaves a person's meeting of the same topic and time alone", async () => {
      const { data, named } = newCourse();
      room.zoom.controls.addFault({ kind: 'drop-after-commit', method: 'POST' });
      const documentId = await room.editor.schedule(data);
      await room.lostCreate(documentId);
      const [made] = named();
      if (!made) throw new Error('Zoom made no meeting');
      const other = twinOf(made, { password: 'theirs' });
      await room.passLookUpTime(documentId);
      expect((await room.meetingOf(documentId)).id).toBe(made.id);
      expect(named().map(({ id }) => id)).toContain(other.id);
      room.zoom.controls.deleteMeeting(other.id);
    });

    it('in an account that takes no passcode of ours, takes the only one that fits', async () => {
      const { data, named } = newCourse();
      room.zoom.controls.changeSettings({ refusePasscode: true });
      // The first try is refused because of its passcode, the second one is lost.
      room.zoom.controls.addFault({ kind: 'drop-after-commit', method: 'POST', skip: 1 });
      const documentId = await room.editor.schedule(data);
      const { intent } = await room.lostCreate(documentId);
      expect(intent).toMatchObject({ passcode: { kind: 'none' } });
      await room.passLookUpTime(documentId);
      await expectOne(documentId, named);
      expect(creates()).toHaveLength(2);
    });

    it('leaves the choice between two that fit to a person, who then presses Retry', async () => {
      const { data, named } = newCourse();
      room.zoom.controls.changeSettings({ refusePasscode: true });
      room.zoom.controls.addFault({ kind: 'drop-after-commit', method: 'POST', skip: 1 });
      const documentId = await room.editor.schedule(data);
      await room.lostCreate(documentId);
      const [made] = named();
      if (!made) throw new Error('Zoom made no meeting');
      const other = twinOf(made);
      await room.passLookUpTime(documentId);
      const row = await room.rowWhere(documentId, ({ syncState }) => syncState === 'failed');
      expect(row.zoomId).toBeNull();
      expect(row.syncError).toContain(String(made.id));
      expect(row.syncError).toContain(String(other.id));
      expect(creates()).toHaveLength(2);

      room.zoom.controls.deleteMeeting(made.id);
      await room.retry(documentId);
      await expectOne(documentId, named);
      expect(creates()).toHaveLength(2);
    });

    it('deletes what was made where the session was unpublished meanwhile', async () => {
      const { data, named } = newCourse();
      room.zoom.controls.addFault({ kind: 'drop-after-commit', method: 'POST' });
      const documentId = await room.editor.schedule(data);
      await room.lostCreate(documentId);
      await room.editor.unpublish(documentId);
      await room.passLookUpTime(documentId);
      await room.rowWhere(documentId, ({ state }) => state === 'cancelled');
      expect(named()).toEqual([]);
    });
  });

  describe('with webhooks', () => {
    beforeEach(async () => {
      const url = `${room.cms.url}/api/webhooks/zoom`;
      expect(await room.zoom.controls.connectWebhook({ url })).toEqual({ kind: 'valid' });
    });

    it('meeting.created ends the wait', async () => {
      const { data, named } = newCourse();
      room.zoom.controls.addFault({ kind: 'drop-after-commit', method: 'POST' });
      const startedAt = performance.now();
      const documentId = await room.editor.schedule(data);
      await expectOne(documentId, named);
      // Without the event nobody looks before 15 s have passed.
      expect(performance.now() - startedAt).toBeLessThan(12_000);
      expect(creates()).toHaveLength(1);
    });

    it('meeting.created of another meeting does not end it', async () => {
      const { data, named, topic } = newCourse();
      room.zoom.controls.addFault({ kind: 'drop-before-commit', method: 'POST' });
      const documentId = await room.editor.schedule(data);
      const { intent } = await room.lostCreate(documentId);
      room.zoom.controls.clearCalls();
      const stranger = room.zoom.controls.createMeeting(
        { host: DEFAULT_HOST },
        { topic, type: 2, start_time: '2031-01-01T10:00:00Z', duration: 30 }
      );
      const looks = () =>
        room.zoom.controls.calls({ method: 'GET' }).filter(({ path }) => path.includes('/users/'));
      await waitUntil(() => looks().length > 0, { what: 'a search in Zoom' });
      const row = await room.rowWhere(documentId, (found) => !('hintedAt' in (found.intent ?? {})));
      expect(row.intent).toEqual(intent);
      expect(creates()).toEqual([]);
      room.zoom.controls.deleteMeeting(stranger.id);
      await room.passLookUpTime(documentId);
      await expectOne(documentId, named);
    });
  });

  describe('of a change', () => {
    it.each(['drop-after-commit', 'drop-before-commit'] as const)(
      'sends it again (%s): it is the same twice',
      async (kind) => {
        const { data, named, topic } = newCourse();
        const documentId = await room.editor.schedule(data);
        const id = await expectOne(documentId, named);
        room.zoom.controls.addFault({ kind, method: 'PATCH' });
        await room.editor.publish(documentId, { ...data, agenda: 'Bring a ruler' });
        await waitUntil(() => named()[0]?.agenda === 'Bring a ruler', { what: topic });
        await room.rowWhere(documentId, ({ syncState }) => syncState === 'synced');
        expect(await expectOne(documentId, named)).toBe(id);
        expect(creates()).toHaveLength(1);
      }
    );
  });

  describe('of a delete', () => {
    it.each(['drop-after-commit', 'drop-before-commit'] as const)(
      'ends with the meeting gone (%s)',
      async (kind) => {
        const { data, named } = newCourse();
        const documentId = await room.editor.schedule(data);
        await expectOne(documentId, named);
        room.zoom.controls.addFault({ kind, method: 'DELETE' });
        await room.editor.unpublish(documentId);
        await room.rowWhere(
          documentId,
          ({ state, syncState }) => state === 'cancelled' && syncState === 'synced'
        );
        expect(named()).toEqual([]);
      }
    );
  });

  describe('of a recovery', () => {
    it.each(['drop-after-commit', 'drop-before-commit'] as const)(
      'brings the same meeting back (%s), and no second one',
      async (kind) => {
        const { data, named } = newCourse();
        const documentId = await room.editor.schedule(data);
        const id = await expectOne(documentId, named);
        await room.editor.unpublish(documentId);
        await room.rowWhere(documentId, ({ state }) => state === 'cancelled');
        room.zoom.controls.addFault({ kind, method: 'PUT' });
        await room.editor.publish(documentId);
        await room.rowWhere(documentId, ({ state }) => state === 'scheduled');
        expect(await expectOne(documentId, named)).toBe(id);
        expect(creates()).toHaveLength(1);
      }
    );

    it('makes a new one where Zoom has emptied its bin', async () => {
      const { data, named } = newCourse();
      const documentId = await room.editor.schedule(data);
      const id = await expectOne(documentId, named);
      await room.editor.unpublish(documentId);
      await room.rowWhere(documentId, ({ state }) => state === 'cancelled');
      const body = { code: 3001, message: 'Meeting does not exist.' };
      room.zoom.controls.addFault({ kind: 'status', method: 'PUT', status: 404, body });
      await room.editor.publish(documentId);
      await room.rowWhere(documentId, ({ state }) => state === 'scheduled');
      expect(await expectOne(documentId, named)).not.toBe(id);
    });
  });

  describe('while Zoom is slow or away', () => {
    const timed = async (work: () => Promise<unknown>): Promise<number> => {
      const startedAt = performance.now();
      await work();
      return performance.now() - startedAt;
    };

    it('a publish does not wait for it, and the meeting appears once Zoom is back', async () => {
      const slow = newCourse();
      room.zoom.controls.addFault({ kind: 'latency', ms: 5000, method: 'POST' });
      const documentId = await room.editor.save(slow.data);
      expect(await timed(() => room.editor.publish(documentId))).toBeLessThan(2000);
      await expectOne(documentId, slow.named);

      const away = newCourse();
      room.zoom.controls.revokeTokens();
      const fault = { kind: 'drop-before-commit' as const, times: 1000 };
      room.zoom.controls.addFault(fault);
      room.zoom.controls.addFault({ ...fault, path: '/oauth/token' });
      const other = await room.editor.save(away.data);
      expect(await timed(() => room.editor.publish(other))).toBeLessThan(2000);
      const row = await room.lostCreate(other).catch(() => room.row(other));
      expect(row).toMatchObject({ zoomId: null, syncState: 'pending' });
      expect(row?.syncError).toMatch(/Zoom/);
      room.zoom.controls.clearFaults();
      if (row?.intent) await room.passLookUpTime(other);
      await expectOne(other, away.named);
    }, 60_000);

    it('comes back by itself where nothing was sent', async () => {
      const { data, named } = newCourse();
      room.zoom.controls.revokeTokens();
      room.zoom.controls.addFault({
        kind: 'status',
        status: 503,
        path: '/oauth/token',
        times: 1000,
      });
      const documentId = await room.editor.schedule(data);
      const row = await room.rowWhere(documentId, ({ syncError }) => syncError !== null);
      expect(row).toMatchObject({ zoomId: null, syncState: 'pending', intent: null });
      room.zoom.controls.clearFaults();
      await expectOne(documentId, named);
      expect(creates()).toHaveLength(2);
    });
  });
});

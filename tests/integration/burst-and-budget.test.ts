import { openClassroom, sessionData, type Classroom } from '../support/sessions';
import { staysTrue, waitUntil } from '../support/wait';
import { DEFAULT_HOST } from '../support/zoom';

const GRACE = 'grace.okafor@company.com';

describe('what Zoom allows', () => {
  let room: Classroom;

  beforeAll(async () => {
    room = await openClassroom({ settings: { allowAllHosts: true } });
  });
  afterAll(() => room.close());
  afterEach(() => {
    room.zoom.controls.clearFaults();
    room.zoom.controls.clearCalls();
  });

  const methods = () => room.zoom.writes().map(({ method }) => method);
  const jobOf = (documentId: string) =>
    room.cms.strapi.db
      .query('plugin::zoom.job')
      .findOne({ where: { key: `sync:plugin::zoom.course-session:${documentId}` } });
  const rowIs = (documentId: string, syncState: string) =>
    room.rowWhere(documentId, (row) => row.syncState === syncState, `a ${syncState} row`);
  const meetingsOf = (topic: string) => room.zoom.meetings().filter((m) => m.topic === topic);
  const mode = async () => (await room.admin.get('/zoom/settings').expect(200)).body.data.mode;
  const save = (settings: Record<string, unknown>) =>
    room.admin.put('/zoom/settings').send(settings).expect(200);

  describe('a burst', () => {
    /** Publishes ten times in a row; gives how many calls that may cost: about one a second. */
    const publishTenTimes = async (
      documentId: string,
      data: (agenda: string) => Record<string, unknown>
    ): Promise<number> => {
      const startedAt = performance.now();
      for (let turn = 1; turn <= 10; turn += 1) {
        await room.editor.publish(documentId, data(String(turn)));
      }
      return 2 + Math.ceil((performance.now() - startedAt) / 1000);
    };

    it('of ten publishes of a new session makes one meeting', async () => {
      const data = (agenda: string) => sessionData({ courseName: 'Burst', agenda });
      const documentId = await room.editor.save(data('0'));
      const allowed = await publishTenTimes(documentId, data);
      await waitUntil(() => meetingsOf('Burst - Session 1')[0]?.agenda === '10');
      await rowIs(documentId, 'synced');
      expect(meetingsOf('Burst - Session 1')).toHaveLength(1);
      expect(methods().filter((method) => method === 'POST')).toHaveLength(1);
      expect(methods().length).toBeLessThanOrEqual(allowed);
    });

    it('of ten changes costs a few PATCHes at most, and none where nothing changed', async () => {
      const data = (agenda: string) => sessionData({ courseName: 'Changes', agenda });
      const documentId = await room.editor.schedule(data('0'));
      await room.meetingOf(documentId);
      room.zoom.controls.clearCalls();
      const allowed = await publishTenTimes(documentId, data);
      await waitUntil(() => meetingsOf('Changes - Session 1')[0]?.agenda === '10');
      await rowIs(documentId, 'synced');
      expect(new Set(methods())).toEqual(new Set(['PATCH']));
      expect(methods().length).toBeLessThanOrEqual(allowed);

      room.zoom.controls.clearCalls();
      for (let turn = 1; turn <= 5; turn += 1) await room.editor.publish(documentId);
      await rowIs(documentId, 'synced');
      expect(await staysTrue(() => methods().length === 0, { forMs: 1500 })).toBe(true);
    });
  });

  describe('a moment of refusal', () => {
    it('by a revoked token is over with the next token', async () => {
      room.zoom.controls.addFault({ kind: 'revoke-tokens', method: 'POST' });
      const documentId = await room.editor.schedule(sessionData({ courseName: 'Revoked' }));
      await room.meetingOf(documentId);
      expect(meetingsOf('Revoked - Session 1')).toHaveLength(1);
      expect(room.zoom.controls.calls({ path: '/oauth/token' })).toHaveLength(1);
    });

    it('by the limit per second is over shortly after', async () => {
      room.zoom.controls.addFault({ kind: 'rate-limit-second', method: 'POST' });
      const documentId = await room.editor.schedule(sessionData({ courseName: 'Too fast' }));
      await room.meetingOf(documentId);
      expect(methods()).toEqual(['POST', 'POST']);
      expect(meetingsOf('Too fast - Session 1')).toHaveLength(1);
    });
  });

  describe('an account that is refused', () => {
    const paused = async () => {
      const now = await mode();
      return now.kind === 'paused' ? now : null;
    };
    const letProbeCome = async (): Promise<void> => {
      const store = room.cms.strapi.store({ type: 'plugin', name: 'zoom' });
      const pause = (await store.get({ key: 'queue-pause' })) as object;
      await store.set({
        key: 'queue-pause',
        value: { ...pause, probeAt: new Date(Date.now() - 1000).toISOString() },
      });
    };

    it('for its secret pauses all work with one banner, until the settings are saved', async () => {
      room.zoom.controls.changeCredentials({ clientSecret: 'rotated' });
      room.zoom.controls.revokeTokens();
      const names = ['Wrong A', 'Wrong B', 'Wrong C'];
      const ids: string[] = [];
      for (const courseName of names) {
        ids.push(await room.editor.schedule(sessionData({ courseName })));
      }
      const banner = await waitUntil(paused, { what: 'the banner' });
      expect(banner.because).toContain('Failed to authenticate with Zoom');
      expect(banner.because).not.toContain('sim-client-secret');
      // What was under way as the first refusal came ends with that refusal too.
      const waits = async (documentId: string): Promise<boolean> => {
        const job = await jobOf(documentId);
        return job?.leaseUntil === null && Number(job.runAt) > Date.now() + 60_000;
      };
      await waitUntil(async () => (await Promise.all(ids.map(waits))).every(Boolean), {
        what: 'all to wait',
      });
      // Another waits without a call of its own.
      const tokenCalls = () => room.zoom.controls.calls({ path: '/oauth/token' }).length;
      const callsBefore = tokenCalls();
      await room.editor.schedule(sessionData({ courseName: 'Wrong D' })).then((id) => ids.push(id));
      expect(await staysTrue(() => tokenCalls() === callsBefore, { forMs: 2500 })).toBe(true);
      for (const documentId of ids) expect((await room.row(documentId))?.zoomId).toBeNull();

      await save({ clientSecret: 'rotated' });
      for (const documentId of ids) await room.meetingOf(documentId);
      expect(await mode()).toEqual({ kind: 'active' });
    });

    it('comes back by itself at the hourly probe', async () => {
      room.zoom.controls.changeCredentials({ clientSecret: 'rotated again' });
      room.zoom.controls.revokeTokens();
      const documentId = await room.editor.schedule(sessionData({ courseName: 'Probe' }));
      await waitUntil(paused, { what: 'the banner' });
      await rowIs(documentId, 'paused');
      room.zoom.controls.changeCredentials({ clientSecret: 'rotated' });
      await letProbeCome();
      // A process may know a pause for a second; a job that still meets it waits another hour.
      await waitUntil(
        async () => {
          await room.hurry();
          return (await room.row(documentId))?.syncState === 'synced';
        },
        { what: 'the probe', everyMs: 500 }
      );
      await room.meetingOf(documentId);
      await waitUntil(async () => (await mode()).kind === 'active', {
        what: 'the end of the pause',
      });
    });

    it('for a scope says which one and where to add it, until a test of the connection', async () => {
      const { scopes } = room.zoom.controls.state();
      room.zoom.controls.changeScopes(scopes.filter((scope) => !scope.startsWith('meeting:write')));
      room.zoom.controls.revokeTokens();
      const documentId = await room.editor.schedule(sessionData({ courseName: 'No scope' }));
      const { because } = await waitUntil(paused, { what: 'the banner' });
      expect(because).toContain('meeting:write:meeting:admin');
      expect(because).toContain('Zoom App Marketplace under Scopes');
      expect(await rowIs(documentId, 'paused')).toMatchObject({ syncError: because });

      room.zoom.controls.changeScopes(scopes);
      const tested = await room.admin.post('/zoom/settings/test-connection').send({}).expect(200);
      expect(tested.body).toMatchObject({ success: true });
      await room.meetingOf(documentId);
      expect(await mode()).toEqual({ kind: 'active' });
    });
  });

  describe('a host that cannot be', () => {
    it('is named with the remedy, and asked for again only when something was mended', async () => {
      const hostEmail = 'new.teacher@company.com';
      const documentId = await room.editor.schedule(
        sessionData({ courseName: 'Nobody', hostEmail })
      );
      const row = await rowIs(documentId, 'failed');
      expect(row.syncError).toContain(`has no user ${hostEmail}`);
      expect(row.syncError).toContain('invite this person');
      const posts = methods().length;
      const job = await room.cms.strapi.plugin('zoom').service('reconcile');
      await job.run();
      expect(await staysTrue(() => methods().length === posts, { forMs: 1500 })).toBe(true);

      room.zoom.controls.addUser({ email: hostEmail, firstName: 'New', lastName: 'T', type: 2 });
      await save({ defaultDuration: 60 });
      expect((await room.meetingOf(documentId)).host_email).toBe(hostEmail);
    });

    it.each(['uma.unassigned@company.com', 'nora.nohost@company.com'])(
      'lacks a licence or the right (%s)',
      async (hostEmail) => {
        const data = sessionData({ courseName: hostEmail, hostEmail });
        const row = await rowIs(await room.editor.schedule(data), 'failed');
        expect(row.syncError).toContain(hostEmail);
        expect(row.syncError).toMatch(/licence.*choose another host/);
      }
    );

    it('does not stop the others', async () => {
      await room.meetingOf(await room.editor.schedule(sessionData({ courseName: 'Other host' })));
    });

    it('is not on the list of this app, until the settings name it', async () => {
      await save({ allowAllHosts: false, hosts: [DEFAULT_HOST] });
      const data = sessionData({ courseName: 'Not here', hostEmail: GRACE });
      const documentId = await room.editor.schedule(data);
      const row = await rowIs(documentId, 'failed');
      expect(row.syncError).toContain(`${GRACE} may not host meetings here`);
      expect(methods()).toEqual([]);
      await save({ hosts: [DEFAULT_HOST, GRACE] });
      expect((await room.meetingOf(documentId)).host_email).toBe(GRACE);
      await save({ allowAllHosts: true });
    });
  });
});

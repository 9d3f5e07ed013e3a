import { TABLE } from '../../contracts/identifiers';
import { utcDay } from '../../server/src/domain/rate-budget';
import { inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';
import { staysTrue, waitUntil } from '../support/wait';
import { DEFAULT_HOST } from '../support/zoom';

const AMIR = 'amir.haddad@company.com';
const GRACE = 'grace.okafor@company.com';
const ALICE = 'alice.admin@company.com';
const JOHN = 'john.doe@company.com';
const DAY_MS = 86_400_000;

/** Near midnight UTC today's calls are soon tomorrow's: what hangs on the day has none then. */
const sinceMidnightMs = Date.now() % DAY_MS;
const onADay =
  sinceMidnightMs > 6 * 60_000 && sinceMidnightMs < DAY_MS - 30 * 60_000 ? it : it.skip;

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

  describe('the day of a host', () => {
    const setUsed = async (host: string, used: number): Promise<void> => {
      const { accountId } = room.zoom.credentials;
      await room.cms.strapi.db
        .connection(TABLE.hostBudget)
        .insert({ account_id: accountId, host, day: utcDay(new Date()), used })
        .onConflict(['account_id', 'host'])
        .merge();
    };
    const usedOf = async (host: string): Promise<number> =>
      (await room.cms.strapi.db.connection(TABLE.hostBudget).where({ host }).first())?.used;
    const jobOf = (documentId: string) =>
      room.cms.strapi.db
        .query('plugin::zoom.job')
        .findOne({ where: { key: `sync:plugin::zoom.course-session:${documentId}` } });
    const nextMidnight = () => (Math.floor(Date.now() / DAY_MS) + 1) * DAY_MS;

    onADay('keeps its last ten calls for meetings within 48 hours', async () => {
      await setUsed(AMIR, 90);
      const far = sessionData({ courseName: 'Far', startTime: inHours(72), hostEmail: AMIR });
      const near = sessionData({ courseName: 'Near', startTime: inHours(47), hostEmail: AMIR });
      const later = await room.editor.schedule(far);
      const row = await room.rowWhere(later, ({ syncError }) => syncError !== null);
      expect(row).toMatchObject({ syncState: 'pending', zoomId: null });
      expect(row.syncError).toContain('the last ten are kept for meetings that start within 48');
      expect(row.syncError).toMatch(/It is done at \d{4}-\d\d-\d\d 00:00 UTC/);
      await waitUntil(async () => Number((await jobOf(later))?.runAt) === nextMidnight());
      expect(methods()).toEqual([]);
      await room.meetingOf(await room.editor.schedule(near));
    });

    onADay('says when it goes on once all is spent, and another host helps at once', async () => {
      await setUsed(AMIR, 100);
      const data = { courseName: 'Spent', startTime: inHours(40) };
      const documentId = await room.editor.schedule(sessionData({ ...data, hostEmail: AMIR }));
      const row = await room.rowWhere(documentId, ({ syncError }) => syncError !== null);
      expect(row.syncState).toBe('pending');
      expect(row.syncError).toContain(`Zoom allows ${AMIR} per day are used up`);
      expect(row.syncError).toContain('another host can be used until then');
      expect(methods()).toEqual([]);
      await room.editor.publish(documentId, sessionData({ ...data, hostEmail: GRACE }));
      expect((await room.meetingOf(documentId)).host_email).toBe(GRACE);
    });

    onADay('fails at once what cannot happen before the start, with the remedy', async () => {
      await setUsed(AMIR, 100);
      const data = sessionData({ courseName: 'Soon', startTime: inHours(0.2), hostEmail: AMIR });
      const row = await rowIs(await room.editor.schedule(data), 'failed');
      expect(row.syncError).toContain('before it starts');
      expect(row.syncError).toContain('choose another host');
      expect(methods()).toEqual([]);
    });

    onADay('goes to the nearest starts first', async () => {
      await setUsed(ALICE, 97);
      const starts = [30, 10, 40, 20, 35, 15];
      const sessions: { documentId: string; hours: number }[] = [];
      for (const hours of starts) {
        const courseName = `In ${hours} hours`;
        const data = sessionData({ courseName, startTime: inHours(hours), hostEmail: ALICE });
        const documentId = await room.editor.schedule(data);
        sessions.push({ documentId, hours });
        await room.cms.strapi.db.query('plugin::zoom.job').updateMany({
          where: { task: 'sync-meeting', leaseUntil: null },
          data: { runAt: Date.now() + 60_000 },
        });
      }
      expect(methods()).toEqual([]);
      await room.hurry();
      const isSettled = async ({ documentId }: { documentId: string }) => {
        const row = await room.row(documentId);
        return row?.zoomId !== null || row.syncError !== null;
      };
      await waitUntil(async () => (await Promise.all(sessions.map(isSettled))).every(Boolean));
      const made: number[] = [];
      for (const { documentId, hours } of sessions) {
        if ((await room.row(documentId))?.zoomId) made.push(hours);
      }
      expect(made.sort((a, b) => a - b)).toEqual([10, 15, 20]);
    });

    onADay('is over when Zoom says so: its own refusal fills the count', async () => {
      room.zoom.controls.setHostDay({ host: JOHN, used: 100 });
      const data = { startTime: inHours(30), hostEmail: JOHN };
      const first = await room.editor.schedule(sessionData({ ...data, courseName: 'Refused' }));
      const row = await room.rowWhere(first, ({ syncError }) => syncError !== null);
      expect(row).toMatchObject({ syncState: 'pending', zoomId: null });
      expect(row.syncError).toContain('00:00 UTC');
      expect(await usedOf(JOHN)).toBe(100);
      room.zoom.controls.clearCalls();
      const second = await room.editor.schedule(sessionData({ ...data, courseName: 'Not sent' }));
      await room.rowWhere(second, ({ syncError }) => syncError !== null);
      expect(methods()).toEqual([]);
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
      await room.hurry();
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
      // The others wait without a call of their own.
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

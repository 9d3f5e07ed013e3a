import { TABLE } from '../../contracts/identifiers';
import { utcDay } from '../../server/src/domain/rate-budget';
import { inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';
import { DAY_MS, isDayLong } from '../support/utc-day';
import { waitUntil } from '../support/wait';

const AMIR = 'amir.haddad@company.com';
const GRACE = 'grace.okafor@company.com';
const ALICE = 'alice.admin@company.com';
const JOHN = 'john.doe@company.com';
const MARIA = 'maria.keller@company.com';

/** Near midnight UTC today's calls are soon tomorrow's. */
const onADay = isDayLong ? describe : describe.skip;

onADay('the day of a host (left out around midnight UTC, when the count begins anew)', () => {
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

  it('keeps its last ten calls for meetings within 48 hours', async () => {
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

  it('says when it goes on once all is spent, and another host helps at once', async () => {
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

  it('fails at once what cannot happen before the start, with the remedy', async () => {
    await setUsed(AMIR, 100);
    const data = sessionData({ courseName: 'Soon', startTime: inHours(0.2), hostEmail: AMIR });
    const row = await rowIs(await room.editor.schedule(data), 'failed');
    expect(row.syncError).toContain('before it starts');
    expect(row.syncError).toContain('choose another host');
    expect(methods()).toEqual([]);
  });

  it('goes to the nearest starts first', async () => {
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

  it('is over when Zoom says so: its own refusal fills the count', async () => {
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

  it('is one, whether calls name the host by address or by Zoom’s user id', async () => {
    const path = '/api/admin/integrations/zoom/meetings';
    const id = room.zoom.controls.state().users.find(({ email }) => email === MARIA)?.id ?? '';
    const api = room.cms.requestAs(await room.cms.createApiToken({ type: 'full-access' }));
    const body = (host: string) => ({ topic: 'One day', type: 2, start_time: inHours(30), host });
    // The first answer of Zoom tells the address that belongs to the id.
    const made = await api.post(path).send(body(id)).expect(201);
    await api.patch(`${path}/${made.body.meeting.id}`).send({ topic: 'Renamed' }).expect(200);
    const data = sessionData({ courseName: 'By address', startTime: inHours(31) });
    await room.meetingOf(await room.editor.schedule({ ...data, hostEmail: MARIA }));
    const { body: overview } = await room.admin.get('/zoom/overview').expect(200);
    const quota = overview.data.quota.hosts as { host: string; used: number }[];
    expect(quota.filter(({ host }) => [MARIA, id].includes(host))).toEqual([
      { host: MARIA, used: 3, limit: 100, pause: null },
    ]);

    await setUsed(MARIA, 99);
    room.zoom.controls.clearCalls();
    const refused = await api.post(path).send(body(id));
    expect(refused.body.error.message).toContain(`Zoom allows ${MARIA} per day are used up`);
    expect(methods()).toEqual([]);
  });
});

import { TABLE } from '../../contracts/identifiers';
import { openClassroom, sessionData, type Classroom } from '../support/sessions';
import { staysTrue, waitUntil } from '../support/wait';

describe('a host whose meetings Zoom refuses', () => {
  const NOBODY = 'new.teacher@company.com';
  let room: Classroom;

  beforeAll(async () => {
    room = await openClassroom({ settings: { allowAllHosts: true } });
  });
  afterAll(() => room.close());

  const schedule = (courseName: string, hostEmail?: string) =>
    room.editor.schedule(sessionData({ courseName, ...(hostEmail ? { hostEmail } : {}) }));
  const failed = (documentId: string) =>
    room.rowWhere(documentId, (row) => row.syncState === 'failed', 'a failed row');
  const creates = () => room.zoom.writes().filter(({ method }) => method === 'POST').length;
  const hostOf = async (email: string) => {
    const { body } = await room.admin.get('/zoom/overview').expect(200);
    return body.data.quota.hosts.find(({ host }: { host: string }) => host === email);
  };
  const documentIds: string[] = [];

  it('fails the first of its sessions with what Zoom said, and counts nothing for its day', async () => {
    const documentId = await schedule('First', NOBODY);
    documentIds.push(documentId);
    expect((await failed(documentId)).syncError).toContain(`has no user ${NOBODY}`);
    expect(creates()).toBe(1);
    expect(await hostOf(NOBODY)).toMatchObject({
      used: 0,
      pause: { because: expect.stringContaining('User does not exist') },
    });
  });

  it('is not asked about its other sessions, which say why they wait', async () => {
    const documentId = await schedule('Second', NOBODY);
    documentIds.push(documentId);
    const { syncError } = await failed(documentId);
    expect(syncError).toMatch(
      /^Zoom takes no meetings of new\.teacher@company\.com at present: User does not exist: .*tried again every hour/
    );
    expect(await staysTrue(() => creates() === 1, { forMs: 1500 })).toBe(true);
  });

  it('holds up nobody else', async () => {
    const documentId = await schedule('Another host');
    await room.meetingOf(documentId);
    await waitUntil(async () => creates() === 2);
  });

  it('is asked again once the pause is over, and a refusal pauses it anew', async () => {
    await room.cms.strapi.db
      .connection(TABLE.hostBudget)
      .where({ host: NOBODY })
      .update({ paused_until: Date.now() - 1 });
    expect((await hostOf(NOBODY))?.pause ?? null).toBeNull();
    await room.hurry();
    await waitUntil(() => creates() > 2, { what: 'a probe' });
    await waitUntil(async () => (await hostOf(NOBODY))?.pause != null, { what: 'a pause' });
  });

  it('lets all of its sessions follow when somebody retries one of them', async () => {
    room.zoom.controls.addUser({ email: NOBODY, firstName: 'New', lastName: 'T', type: 2 });
    await room.retry(documentIds[0]!);
    for (const documentId of documentIds) {
      expect((await room.meetingOf(documentId)).host_email).toBe(NOBODY);
    }
    expect(await hostOf(NOBODY)).toMatchObject({ used: 2, pause: null });
  });

  it('lets them follow after a good test of the connection, too', async () => {
    const email = 'later.teacher@company.com';
    const waiting = [await schedule('Third', email), await schedule('Fourth', email)];
    for (const documentId of waiting) await failed(documentId);
    room.zoom.controls.addUser({ email, firstName: 'Later', lastName: 'T', type: 2 });
    await room.admin.post('/zoom/settings/test-connection').send({}).expect(200);
    for (const documentId of waiting) {
      expect((await room.meetingOf(documentId)).host_email).toBe(email);
    }
  });
});

import { TABLE } from '../../contracts/identifiers';
import { inHours } from '../support/sessions';
import { openRegistrationRoom, type RegistrationRoom } from '../support/registration-room';
import { isDayLong } from '../support/utc-day';
import { DEFAULT_HOST, startZoom, type TestZoom } from '../support/zoom';

/** Rows and answers as they come. */
type Row = ReturnType<typeof JSON.parse>;

const STUDENT = /@students\.example/;

describe('registration in Zoom', () => {
  let zoom: TestZoom;
  let room: RegistrationRoom;

  beforeAll(async () => {
    zoom = await startZoom();
    room = await openRegistrationRoom({
      zoom,
      registration: { withZoom: true, confirmByEmail: true },
    });
    await zoom.controls.connectWebhook({ url: `${room.cms.url}/api/webhooks/zoom` });
  });
  afterAll(async () => {
    await room.close();
    await zoom.stop();
  });
  afterEach(() => zoom.controls.clearFaults());

  const register = async (meeting: Row, email: string, firstName = 'Ann') => {
    const answer = await room.cms.request
      .post(`/api/zoom/meetings/${meeting.documentId}/registrants`)
      .send({ email, firstName });
    expect(answer.status).toBe(202);
    expect(JSON.stringify(answer.body)).not.toContain('http');
  };
  const seated = (meeting: Row, email: string) =>
    room.passTime(async () => {
      const row = await room.rowOf(meeting, email);
      return row?.zoomState === 'approved' && row.joinUrl ? row : null;
    }, `the link of ${email}`);
  const rowWhere = (meeting: Row, email: string, isWanted: (row: Row) => boolean) =>
    room.passTime(async () => {
      const row = await room.rowOf(meeting, email);
      return row && isWanted(row) ? row : null;
    }, `the row of ${email}`);
  const inZoom = (meeting: Row) => zoom.controls.registrants(meeting.zoomId);
  const adds = () =>
    zoom.controls.calls({ method: 'POST' }).filter(({ path }) => /registrants$/.test(path)).length;
  const mailsTo = (email: string) => room.mail.sent.filter(({ to }) => to === email);
  const decide = (row: Row, decision: string) =>
    room.admin.post(`/zoom/registrants/${row.documentId}/${decision}`).send({}).expect(200);

  test('asks for it in the meeting, and mails in Zoom’s stead', async () => {
    const { meeting } = await room.newClass();
    const made = zoom.controls.meeting(meeting.zoomId)!;
    expect(made.settings).toMatchObject({
      approval_type: 0,
      registrants_confirmation_email: false,
      registrants_email_notification: false,
    });
  });

  test('gives each a link of their own, by mail alone', async () => {
    const { meeting } = await room.newClass();
    const before = adds();
    const emails = Array.from({ length: 33 }, (_, one) => `many${one}@students.example`);
    for (const email of emails.slice(0, 30)) await register(meeting, email);
    for (const email of emails.slice(30)) {
      await room.admin
        .post('/zoom/registrants')
        .send({ meeting: meeting.documentId, email })
        .expect(201);
    }
    const row = await seated(meeting, 'many32@students.example');
    await seated(meeting, 'many0@students.example');
    expect(inZoom(meeting)).toHaveLength(33);
    // Thirty at once, and what came together together.
    expect(adds() - before).toBeLessThanOrEqual(8);
    expect(adds() - before).toBeGreaterThanOrEqual(2);
    expect(row.zoomMeetingId).toBe(meeting.zoomId);
    const [mail] = await room.passTime(() => {
      const all = mailsTo('many32@students.example');
      return all.length > 0 && all;
    }, 'the confirmation');
    expect(mail!.text).toContain(row.joinUrl);
    expect(mail!.subject).toContain('You are registered: Algebra');
    // Zoom knows who never gave a name by the first part of the address.
    expect(inZoom(meeting).find(({ id }) => id === row.zoomRegistrantId)!.firstName).toBe('many32');
    const list = await room.admin.get(
      `/zoom/registrants?meeting=${meeting.documentId}&pageSize=50`
    );
    expect(list.body.data).toHaveLength(33);
    expect(list.text).not.toMatch(/https?:|joinUrl/);
    expect(list.body.data[0].zoom).toEqual({ state: 'registered', note: null });
  });

  test('looks before it adds again, where the answer was lost', async () => {
    const { meeting } = await room.newClass();
    zoom.controls.addFault({
      kind: 'drop-after-commit',
      method: 'POST',
      path: '/meetings/*/batch_registrants',
    });
    const before = adds();
    await register(meeting, 'lost@students.example');
    const row = await seated(meeting, 'lost@students.example');
    expect(adds() - before).toBe(1);
    expect(inZoom(meeting).map(({ id }) => id)).toEqual([row.zoomRegistrantId]);
    await room.passTime(() => mailsTo('lost@students.example').length > 0, 'the confirmation');
    expect(mailsTo('lost@students.example')).toHaveLength(1);
  });

  test('leaves the host out, and nobody else because of the host', async () => {
    const { meeting } = await room.newClass({ startTime: inHours(40) });
    // Together in one batch, which Zoom refuses as a whole.
    await Promise.all([
      register(meeting, DEFAULT_HOST, 'Maria'),
      register(meeting, 'beside@students.example'),
    ]);
    await seated(meeting, 'beside@students.example');
    const host = await rowWhere(meeting, DEFAULT_HOST, ({ zoomState }) => zoomState === 'refused');
    expect(host).toMatchObject({ state: 'approved', joinUrl: null });
    expect(host.zoomNote).toContain('host of the meeting');
    expect(inZoom(meeting).map(({ email }) => email)).toEqual(['beside@students.example']);
  });

  test('cancels, lets in anew and removes there what is so here', async () => {
    const { meeting } = await room.newClass();
    await register(meeting, 'fickle@students.example');
    const row = await seated(meeting, 'fickle@students.example');
    await decide(row, 'cancel');
    const gone = await rowWhere(meeting, row.email, ({ zoomState }) => zoomState === 'cancelled');
    expect(gone.joinUrl).toBeNull();
    expect(inZoom(meeting)[0]!.status).toBe('cancelled');
    await decide(row, 'approve');
    await seated(meeting, row.email);
    await room.admin.delete(`/zoom/registrants/${row.documentId}`).expect(200);
    await room.passTime(() => inZoom(meeting).length === 0, 'nobody in Zoom');
  });

  /** Near midnight UTC today's adds are soon tomorrow's. */
  const onADay = isDayLong ? test : test.skip;
  onADay(
    'adds nobody a fourth time on one day (left out around midnight UTC), and says since when it is tried again',
    async () => {
      const { meeting } = await room.newClass();
      const email = 'again@students.example';
      const before = adds();
      await register(meeting, email);
      for (let time = 1; time <= 3; time += 1) {
        const row = await seated(meeting, email);
        await decide(row, 'cancel');
        await rowWhere(meeting, email, ({ zoomState }) => zoomState === 'cancelled');
        await decide(row, 'approve');
      }
      const waits = await rowWhere(meeting, email, ({ zoomNote }) => zoomNote !== null);
      expect(waits).toMatchObject({ state: 'approved', zoomState: 'cancelled', joinUrl: null });
      expect(waits.zoomNote).toContain('three times a day');
      expect(new Date(waits.zoomTryAt).toISOString()).toMatch(/T00:00:00\.000Z$/);
      expect(adds() - before).toBe(3);
    }
  );

  test('follows what is decided in Zoom, and takes no echo for it', async () => {
    await room.registration({ approval: 'manual' });
    try {
      const { meeting } = await room.newClass();
      expect(zoom.controls.meeting(meeting.zoomId)!.settings.approval_type).toBe(1);
      // Who waits for our decision is not told to Zoom.
      await register(meeting, 'waits@students.example');
      const waits = await room.rowOf(meeting, 'waits@students.example');
      expect(waits!.state).toBe('pending');
      await room.passTime(() => mailsTo('waits@students.example').length > 0, 'the receipt');
      expect(mailsTo('waits@students.example')[0]!.subject).toContain('Registration received');
      expect(inZoom(meeting)).toEqual([]);
      await decide(waits!, 'approve');
      await seated(meeting, 'waits@students.example');

      zoom.controls.registerOnPage(meeting.zoomId, {
        email: 'page@students.example',
        firstName: 'Paige',
        answers: [{ title: 'Level', value: 'beginner' }],
      });
      const page = await rowWhere(meeting, 'page@students.example', () => true);
      expect(page).toMatchObject({
        state: 'pending',
        source: 'zoom',
        joinUrl: null,
        answers: { Level: 'beginner' },
      });
      zoom.controls.decideInPortal(meeting.zoomId, { email: page.email, action: 'approve' });
      await rowWhere(
        meeting,
        page.email,
        (row) => row.state === 'approved' && row.joinUrl !== null
      );
      zoom.controls.decideInPortal(meeting.zoomId, { email: page.email, action: 'cancel' });
      await rowWhere(meeting, page.email, ({ state }) => state === 'cancelled');

      // Registered on Zoom's page, let in here.
      zoom.controls.registerOnPage(meeting.zoomId, {
        email: 'two@students.example',
        firstName: 'B',
      });
      const two = await rowWhere(meeting, 'two@students.example', () => true);
      await decide(two, 'approve');
      await seated(meeting, two.email);
      await decide(two, 'deny');
      await rowWhere(meeting, two.email, ({ zoomState }) => zoomState === 'cancelled');
      await zoom.controls.webhooksSettled();
      await room.passTime(async () => {
        const open = await room.cms.strapi.db
          .connection(TABLE.webhookEvent)
          .whereIn('state', ['received', 'stored'])
          .andWhere('event', 'like', 'meeting.registration_%');
        return open.length === 0;
      }, 'all events worked off');
      expect((await room.rowOf(meeting, two.email))!.state).toBe('denied');
      expect((await room.rowOf(meeting, 'waits@students.example'))!.state).toBe('approved');
      const failed = await room.cms.strapi.db
        .connection(TABLE.webhookEvent)
        .where('event', 'like', 'meeting.registration_%')
        .whereNot('state', 'processed');
      expect(failed).toEqual([]);
    } finally {
      await room.registration({ approval: 'automatic' });
    }
  });

  test('says what has to be mended, and goes on then', async () => {
    const { meeting } = await room.newClass();
    zoom.controls.changeMeeting(meeting.zoomId, { settings: { approval_type: 2 } });
    await register(meeting, 'later@students.example');
    const row = await rowWhere(meeting, 'later@students.example', (one) => one.zoomNote !== null);
    expect(row.zoomNote).toContain('Registration has not been enabled');
    expect(row.state).toBe('approved');
    zoom.controls.changeMeeting(meeting.zoomId, { settings: { approval_type: 0 } });
    await room.cms.strapi.db
      .query('plugin::zoom.registrant')
      .update({ where: { id: row.id }, data: { zoomTryAt: new Date() } });
    await seated(meeting, row.email);
  });

  test('registers all anew where the meeting in Zoom is another one', async () => {
    const { session, meeting } = await room.newClass();
    await register(meeting, 'moves@students.example');
    const row = await seated(meeting, 'moves@students.example');
    await room.admin
      .put('/zoom/settings')
      .send({ hosts: [DEFAULT_HOST, 'amir.haddad@company.com'] });
    await room.editor.publish(session, { hostEmail: 'amir.haddad@company.com' });
    const moved = await room.rowWhere(
      session,
      (one) => one.zoomId !== meeting.zoomId && one.syncState === 'synced'
    );
    const anew = await rowWhere(
      moved,
      row.email,
      (one) => one.zoomMeetingId === moved.zoomId && one.zoomState === 'approved'
    );
    expect(anew.joinUrl).not.toBe(row.joinUrl);
    expect(inZoom(moved).map(({ id }) => id)).toEqual([anew.zoomRegistrantId]);
  });

  test('leaves no address and no link in jobs and log', async () => {
    const jobs: Row[] = await room.cms.strapi.db.connection(TABLE.job);
    expect(JSON.stringify(jobs)).not.toMatch(STUDENT);
    const logs = room.cms.logs.join('\n');
    expect(logs).not.toMatch(STUDENT);
    expect(logs).not.toMatch(/[?&]tk=/);
  });
});

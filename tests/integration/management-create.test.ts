import {
  PATH,
  JOHN,
  MARIA,
  NORA,
  action,
  DAY_MS,
  inDays,
  meetingBody,
  useManagement,
} from '../support/management';

describe('meetings made over REST', () => {
  const room = useManagement();
  const { create, createdInZoom, meetingsNamed, rowsNamed, saveSettings, expectCleanLog } = room;

  describe('create', () => {
    it('answers 201 with the meeting, start link included for a full-access token', async () => {
      const startTime = inDays(7);
      const { body } = await room.api
        .post(PATH)
        .send({
          topic: 'Created',
          type: 2,
          start_time: startTime,
          duration: 30,
          timezone: 'America/New_York',
          password: 'secure123',
          agenda: 'Demonstrate new features',
          settings: { host_video: true, waiting_room: false },
        })
        .expect(201)
        .expect('Cache-Control', 'no-store');
      expect(body).toEqual({
        success: true,
        meeting: expect.objectContaining({
          id: expect.stringMatching(/^\d{10,11}$/),
          uuid: expect.any(String),
          topic: 'Created',
          type: 2,
          start_time: startTime,
          duration: 30,
          timezone: 'America/New_York',
          agenda: 'Demonstrate new features',
          join_url: expect.stringContaining('pwd='),
          start_url: expect.stringContaining('zak='),
          password: 'secure123',
          status: 'waiting',
          settings: expect.objectContaining({ host_video: true, waiting_room: false }),
        }),
      });
      expect(room.controls.meeting(body.meeting.id)).toMatchObject({ topic: 'Created' });
    });

    it('keeps the start link from a token without `startLink`', async () => {
      const permissions = ['create', 'get', 'update'].map(action);
      const own = room.booted.requestAs(
        await room.booted.createApiToken({ type: 'custom', permissions })
      );
      const { body } = await own.post(PATH).send(meetingBody()).expect(201);
      expect(body.meeting).toHaveProperty('password');
      expect(JSON.stringify(body)).not.toMatch(/start_url|zak=/);
      const one = await own.get(`${PATH}/${body.meeting.id}`).expect(200);
      expect(JSON.stringify(one.body)).not.toMatch(/start_url|zak=/);
      await own.get(`${PATH}/${body.meeting.id}/start-link`).expect(403);
    });

    it('fills what the body leaves open from the settings', async () => {
      await saveSettings({ autoRecording: 'cloud', waitingRoom: true, defaultDuration: 75 });
      const { id } = await create({ duration: undefined, topic: 'Defaults' });
      expect(createdInZoom().at(-1)?.body).toMatchObject({
        duration: 75,
        settings: { waiting_room: true, join_before_host: false, auto_recording: 'cloud' },
      });
      await saveSettings({ autoRecording: 'none', defaultDuration: 60 });
      expect(room.controls.meeting(id)).toMatchObject({ duration: 75 });
    });

    it('sends instants: a local time is read in its zone', async () => {
      const start = inDays(7).replace('Z', '');
      const meeting = await create({ start_time: start, timezone: 'Asia/Kolkata' });
      expect(Date.parse(meeting.start_time)).toBe(Date.parse(`${start}+05:30`));
      expect(meeting.start_time).toMatch(/Z$/);
    });

    it('keeps a row of each meeting, without its start link', async () => {
      const meeting = await create({ topic: 'A row of its own' });
      const [row, ...others] = await rowsNamed('A row of its own');
      expect(others).toEqual([]);
      expect(row).toMatchObject({
        zoomId: meeting.id,
        uuid: meeting.uuid,
        duration: 45,
        joinUrl: meeting.join_url,
        passcode: meeting.password,
        hostEmail: JOHN,
        accountId: room.credentials.accountId,
        state: 'scheduled',
        syncState: 'synced',
        sessionUid: null,
        intent: null,
      });
      expect(JSON.stringify(row)).not.toContain('zak=');
      const start = Date.parse(meeting.start_time);
      expect(Date.parse(row.endTime)).toBe(start + 45 * 60_000);
    });

    it('makes meetings of another allowed host, named by e-mail address or id', async () => {
      const maria = room.controls.state().users.find(({ email }) => email === MARIA);
      expect(await create({ host: MARIA.toUpperCase() })).toMatchObject({ host_id: maria?.id });
      expect(await create({ host: maria?.id })).toMatchObject({ host_email: MARIA });
    });

    it('makes an instant meeting without a start_time', async () => {
      expect(await create({ type: 1, start_time: undefined })).toMatchObject({ type: 1 });
    });

    it.each([
      ['topic', { topic: undefined }],
      ['start_time', { start_time: undefined }],
      ['start_time', { start_time: 'next Tuesday' }],
      ['start_time', { start_time: '2026-02-30T10:00:00Z' }],
      ['duration', { duration: 0 }],
      ['timezone', { timezone: 'Mars/Olympus' }],
      ['type', { type: 'scheduled' }],
      ['settings', { settings: [] }],
      ['unknown', { unknown: true }],
      ['host', { host: 7 }],
    ])('names %s in a 400 before Zoom is called: %j', async (field, changes) => {
      const { body } = await room.api.post(PATH).send(meetingBody(changes)).expect(400);
      expect(body).toMatchObject({
        success: false,
        data: null,
        error: {
          status: 400,
          name: 'ValidationError',
          message: expect.stringMatching(new RegExp(`^Meeting creation failed: ${field} `)),
          details: { field },
        },
      });
      expect(room.controls.calls()).toEqual([]);
    });

    it.each(['null', '[]', '"text"', '7', '{', ''])('answers 400 to the body %j', async (text) => {
      const answer = await room.api.post(PATH).set('Content-Type', 'application/json').send(text);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ success: false, error: { status: 400 } });
    });

    it('passes on what Zoom itself refuses, with its code and field', async () => {
      const settings = { approval_type: 'nobody' };
      const { body } = await room.api.post(PATH).send(meetingBody({ settings })).expect(400);
      expect(body.error).toMatchObject({
        message: expect.stringMatching(/^Meeting creation failed: .*approval_type/),
        details: { code: 300, field: 'settings.approval_type' },
      });
      expect(await rowsNamed('Product Demo')).not.toContainEqual(
        expect.objectContaining({ zoomId: null })
      );
    });

    it('names the host where Zoom lets it hold no meetings', async () => {
      const { body } = await room.api
        .post(PATH)
        .send(meetingBody({ host: NORA }))
        .expect(400);
      expect(body.error.details).toMatchObject({ code: 3161, field: 'host' });
    });
  });

  describe('Idempotency-Key', () => {
    const post = (key: string, changes: Record<string, unknown> = {}) =>
      room.api.post(PATH).set('Idempotency-Key', key).send(meetingBody(changes));

    it('makes one meeting of two requests, and answers it as it now is', async () => {
      const first = await post('once', { topic: 'Once' }).expect(201);
      room.controls.changeMeeting(first.body.meeting.id, { topic: 'Renamed since' });
      const second = await post('once', { topic: 'Once' }).expect(201);
      expect(second.headers['idempotency-replayed']).toBe('true');
      expect(second.body.meeting).toMatchObject({
        id: first.body.meeting.id,
        topic: 'Renamed since',
        start_url: expect.any(String),
      });
      expect(createdInZoom()).toHaveLength(1);
    });

    it('makes one meeting of many requests at once', async () => {
      room.controls.addFault({ kind: 'latency', method: 'POST', ms: 200 });
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => post('at-once', { topic: 'At once' }))
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
      expect(new Set(answers.map(({ body }) => body.meeting.id)).size).toBe(1);
      expect(meetingsNamed('At once')).toHaveLength(1);
    });

    it('refuses the key with another body', async () => {
      await post('same', { topic: 'Same key' }).expect(201);
      const { body } = await post('same', { topic: 'Another body' }).expect(422);
      expect(body).toMatchObject({ success: false, error: { status: 422 } });
      await post('same', { topic: 'Same key' }).expect(201);
      expect(meetingsNamed('Another body')).toEqual([]);
    });

    it('belongs to one token', async () => {
      const first = await post('shared', { topic: 'Two tokens' }).expect(201);
      const other = room.booted.requestAs(
        await room.booted.createApiToken({ type: 'full-access' })
      );
      const second = await other
        .post(PATH)
        .set('Idempotency-Key', 'shared')
        .send(meetingBody({ topic: 'Two tokens' }))
        .expect(201);
      expect(second.body.meeting.id).not.toBe(first.body.meeting.id);
    });

    it('is free again after a refusal', async () => {
      room.controls.addFault({ kind: 'rate-limit-second', method: 'POST' });
      await post('refused', { topic: 'Second try' }).expect(503);
      await post('refused', { topic: 'Second try' }).expect(201);
      expect(meetingsNamed('Second try')).toHaveLength(1);
    });

    it('answers 404 where its meeting was deleted since', async () => {
      const { body } = await post('deleted', { topic: 'Deleted since' }).expect(201);
      await room.api.delete(`${PATH}/${body.meeting.id}`).expect(200);
      await post('deleted', { topic: 'Deleted since' }).expect(404);
    });

    it('is kept for 24 hours', async () => {
      const first = await post('yesterday', { topic: 'Every day' }).expect(201);
      await room.booted.strapi.db
        .connection('zm_idempotency_keys')
        .update({ created_at: Date.now() - DAY_MS - 1 });
      const second = await post('yesterday', { topic: 'Every day' }).expect(201);
      expect(second.body.meeting.id).not.toBe(first.body.meeting.id);
    });

    it.each(['', 'k'.repeat(256)])('refuses a key of %#', async (key) => {
      const { body } = await post(key).expect(400);
      expect(body.error.details).toMatchObject({ field: 'Idempotency-Key' });
    });

    it('stores neither key nor secret', async () => {
      await post('readable-key', { topic: 'Nothing stored', password: 'hidden123' }).expect(201);
      const rows = await room.booted.strapi.db.connection('zm_idempotency_keys').select();
      expect(JSON.stringify(rows)).not.toMatch(/readable-key|hidden123|zak=/);
    });
  });

  it('lets Zoom choose the passcode where the account refuses ours', async () => {
    room.controls.changeSettings({ refusePasscode: true });
    try {
      const meeting = await create({ topic: 'No marker' });
      expect(room.controls.meeting(meeting.id)).toMatchObject({ topic: 'No marker' });
      expect(meetingsNamed('No marker')).toHaveLength(1);
    } finally {
      room.controls.changeSettings({ refusePasscode: false });
    }
  });

  it('writes no link, passcode or token to the log', () => expectCleanLog());
});

import { PATH, JOHN, MARIA, POLICY, inDays, useManagement } from '../support/management';

describe('meetings read, changed and deleted over REST', () => {
  const room = useManagement();
  const { create, listCalls, rowsNamed, saveSettings, expectCleanLog } = room;

  describe('read', () => {
    it('lists the coming meetings of the default host, without passcodes and start links', async () => {
      const meeting = await create({ topic: 'Listed' });
      const { body } = await room.api.get(PATH).expect(200);
      expect(body).toMatchObject({ success: true, count: body.meetings.length });
      const listed = body.meetings.find(({ id }: { id: string }) => id === meeting.id);
      expect(listed).toMatchObject({
        uuid: meeting.uuid,
        topic: 'Listed',
        type: 2,
        start_time: meeting.start_time,
        duration: 45,
        timezone: 'America/New_York',
        join_url: expect.any(String),
      });
      expect(JSON.stringify(body)).not.toMatch(/"(password|start_url|settings|host_email)"/);
    });

    it('lists the meetings of the host that is asked for', async () => {
      const meeting = await create({ host: MARIA });
      const ids = async (query: string) =>
        (await room.api.get(`${PATH}?${query}`).expect(200)).body.meetings.map(
          ({ id }: { id: string }) => id
        );
      expect(await ids(`host=${MARIA}`)).toContain(meeting.id);
      expect(await ids('type=scheduled')).not.toContain(meeting.id);
    });

    it('lists what is live', async () => {
      const meeting = await create();
      room.controls.startMeeting(meeting.id);
      const { body } = await room.api.get(`${PATH}?type=live`).expect(200);
      expect(body).toMatchObject({ count: 1, meetings: [{ id: meeting.id }] });
      const one = await room.api.get(`${PATH}/${meeting.id}`).expect(200);
      expect(one.body.meeting.status).toBe('started');
      room.controls.endMeeting(meeting.id);
    });

    it('reads all pages: more than 300 meetings', async () => {
      const host = 'many@company.com';
      room.controls.addUser({ email: host, firstName: 'Many', lastName: 'Meetings', type: 2 });
      await saveSettings({ hosts: [...POLICY.hosts, host] });
      for (let number = 1; number <= 310; number += 1) {
        const body = { topic: `Meeting ${number}`, start_time: inDays(30), duration: 30 };
        room.controls.createMeeting({ host }, body);
      }
      const { body } = await room.api.get(`${PATH}?host=${host}`).expect(200);
      expect(body.count).toBe(310);
      expect(new Set(body.meetings.map(({ id }: { id: string }) => id)).size).toBe(310);
      await saveSettings(POLICY);
    });

    it('shares one call among requests at once, and keeps the list for a moment', async () => {
      await create();
      room.controls.clearCalls();
      room.controls.addFault({ kind: 'latency', method: 'GET', ms: 100 });
      const answers = await Promise.all(Array.from({ length: 8 }, () => room.api.get(PATH)));
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      await room.api.get(PATH).expect(200);
      expect(listCalls()).toHaveLength(1);
    });

    it('shows its own writes at once', async () => {
      const topics = async () =>
        (await room.api.get(PATH).expect(200)).body.meetings.map(
          ({ topic }: { topic: string }) => topic
        );
      await topics();
      const { id } = await create({ topic: 'Just made' });
      expect(await topics()).toContain('Just made');
      await room.api.patch(`${PATH}/${id}`).send({ topic: 'Just changed' }).expect(200);
      expect(await topics()).toContain('Just changed');
      await room.api.delete(`${PATH}/${id}`).expect(200);
      expect(await topics()).not.toContain('Just changed');
    });

    it.each(['type=x', 'type=', 'type=live&type=live', 'type[$eq]=live', 'host=', 'page=1'])(
      'answers 400 to ?%s',
      async (query) => {
        const { body } = await room.api.get(`${PATH}?${query}`).expect(400);
        expect(body).toMatchObject({ success: false, error: { name: 'ValidationError' } });
      }
    );

    it('gives one meeting, and its start link on request', async () => {
      const { id } = await create({ topic: 'One' });
      const { body } = await room.api.get(`${PATH}/${id}`).expect(200);
      expect(body).toMatchObject({
        success: true,
        meeting: {
          id,
          topic: 'One',
          status: 'waiting',
          password: expect.any(String),
          settings: expect.any(Object),
          start_url: expect.stringContaining('zak='),
        },
      });
      const link = await room.api.get(`${PATH}/${id}/start-link`).expect(200);
      expect(link.body).toEqual({ success: true, start_url: expect.stringContaining('zak=') });
    });

    it.each([
      '85746065574',
      'abc',
      '1e3',
      '0',
      '-1',
      '1.5',
      '9'.repeat(15),
      '9'.repeat(300),
      '%00',
    ])('answers 404 to every call on the meeting %s', async (id) => {
      const answers = [
        await room.api.get(`${PATH}/${id}`),
        await room.api.patch(`${PATH}/${id}`).send({ topic: 'x' }),
        await room.api.delete(`${PATH}/${id}`),
        await room.api.get(`${PATH}/${id}/start-link`),
      ];
      for (const { status, body } of answers) {
        expect(status).toBe(404);
        expect(body).toMatchObject({ success: false, data: null, error: { status: 404 } });
      }
    });
  });

  describe('change', () => {
    it('changes what the body names and answers the meeting as it now is', async () => {
      const meeting = await create({ agenda: 'stays' });
      const startTime = inDays(8);
      const { body } = await room.api
        .patch(`${PATH}/${meeting.id}`)
        .send({ topic: 'Updated Topic', start_time: startTime, duration: 90 })
        .expect(200);
      expect(body).toMatchObject({
        success: true,
        meeting: {
          id: meeting.id,
          topic: 'Updated Topic',
          start_time: startTime,
          duration: 90,
          agenda: 'stays',
        },
      });
      expect(await rowsNamed('Updated Topic')).toEqual([
        expect.objectContaining({ zoomId: meeting.id, duration: 90 }),
      ]);
    });

    it('reads a local start in the zone the meeting has', async () => {
      const { id } = await create({ timezone: 'Asia/Kolkata' });
      const start = inDays(9).replace('Z', '');
      const { body } = await room.api
        .patch(`${PATH}/${id}`)
        .send({ start_time: start })
        .expect(200);
      expect(Date.parse(body.meeting.start_time)).toBe(Date.parse(`${start}+05:30`));
    });

    it('changes meetings that were made in Zoom', async () => {
      const { id } = room.controls.createMeeting({ host: MARIA }, { topic: 'By hand' });
      const { body } = await room.api
        .patch(`${PATH}/${id}`)
        .send({ topic: 'Taken up' })
        .expect(200);
      expect(body.meeting).toMatchObject({ id: String(id), topic: 'Taken up' });
    });

    it.each([
      [{}, undefined],
      [{ start_time: 'soon' }, 'start_time'],
      [{ duration: '60' }, 'duration'],
      [{ unknown: 1 }, 'unknown'],
      [[], undefined],
    ])('refuses %j before Zoom is called', async (changes, field) => {
      const { id } = await create();
      room.controls.clearCalls();
      const { body } = await room.api.patch(`${PATH}/${id}`).send(changes).expect(400);
      expect(body.error.message).toMatch(/^Meeting update failed: /);
      expect(body.error.details.field).toBe(field);
      expect(room.controls.calls()).toEqual([]);
    });

    it('accepts the host a meeting has, and no other', async () => {
      const { id } = await create();
      await room.api.patch(`${PATH}/${id}`).send({ host: JOHN, topic: 'Same host' }).expect(200);
      const { body } = await room.api.patch(`${PATH}/${id}`).send({ host: MARIA }).expect(400);
      expect(body.error.details.field).toBe('host');
    });

    it('deletes, and knows the meeting no more', async () => {
      const { id } = await create({ topic: 'To be deleted' });
      const { body } = await room.api.delete(`${PATH}/${id}`).expect(200);
      expect(body).toEqual({ success: true });
      expect(room.controls.meeting(id)?.deleted_at).not.toBeNull();
      expect(await rowsNamed('To be deleted')).toEqual([
        expect.objectContaining({ state: 'cancelled', zoomId: id }),
      ]);
      const zoomId = await room.booted.strapi.db
        .query('plugin::zoom.zoom-id')
        .findOne({ where: { zoomId: id } });
      expect(Number(zoomId.retiredAt)).toBeGreaterThan(0);
      await room.api.get(`${PATH}/${id}`).expect(404);
      await room.api.patch(`${PATH}/${id}`).send({ topic: 'x' }).expect(404);
      await room.api.delete(`${PATH}/${id}`).expect(404);
    });

    it('says how reminders are to be sent, from the settings', async () => {
      const { id } = await create();
      await room.api.delete(`${PATH}/${id}`).expect(200);
      expect(room.controls.calls({ method: 'DELETE' }).at(-1)?.query).toMatchObject({
        schedule_for_reminder: 'false',
        cancel_meeting_reminder: 'false',
      });
    });

    it('counts one of ours that is gone in Zoom as deleted; of others it knows nothing', async () => {
      const ours = await create({ topic: 'Gone in Zoom' });
      room.controls.deleteMeeting(ours.id);
      await room.api.delete(`${PATH}/${ours.id}`).expect(200);
      expect(await rowsNamed('Gone in Zoom')).toEqual([
        expect.objectContaining({ state: 'cancelled' }),
      ]);
      const { id } = room.controls.createMeeting({ host: JOHN }, { topic: 'By hand' });
      room.controls.deleteMeeting(id);
      await room.api.delete(`${PATH}/${id}`).expect(404);
    });
  });

  it('writes no link, passcode or token to the log', () => expectCleanLog());
});

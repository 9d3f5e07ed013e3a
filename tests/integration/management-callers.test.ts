import {
  PATH,
  JOHN,
  AMIR,
  POLICY,
  ACTIONS,
  action,
  meetingBody,
  useManagement,
} from '../support/management';
import type { BootedStrapi } from '../support/strapi';

describe('who may manage meetings over REST, and whose', () => {
  const room = useManagement();
  const { createdInZoom, saveSettings } = room;

  describe('who may call', () => {
    const CALLS = [
      ['GET', PATH, 'list'],
      ['POST', PATH, 'create'],
      ['GET', `${PATH}/85746065574`, 'get'],
      ['PATCH', `${PATH}/85746065574`, 'update'],
      ['DELETE', `${PATH}/85746065574`, 'cancel'],
      ['GET', `${PATH}/85746065574/start-link`, 'startLink'],
    ] as const;
    const call = (
      agent: ReturnType<BootedStrapi['requestAs']>,
      [method, path]: readonly [string, string, string]
    ) => {
      switch (method) {
        case 'POST':
          return agent.post(path).send({});
        case 'PATCH':
          return agent.patch(path).send({});
        case 'DELETE':
          return agent.delete(path);
        default:
          return agent.get(path);
      }
    };

    it.each(CALLS)('%s %s is closed without a token, with `success: false`', async (...row) => {
      const { status, body } = await call(room.booted.request, row);
      expect(status).toBe(403);
      expect(body).toMatchObject({ success: false, data: null, error: { status: 403 } });
    });

    it.each(CALLS)('%s %s is closed to a wrong token', async (...row) => {
      const { status, body } = await call(room.booted.requestAs('wrong'), row);
      expect(status).toBe(401);
      expect(body).toMatchObject({ success: false, error: { status: 401 } });
    });

    it('is closed to read-only tokens and to the admin panel’s session', async () => {
      const token = await room.booted.createApiToken({ type: 'read-only' });
      const admin = await room.booted.adminRequest();
      for (const row of CALLS) {
        expect((await call(room.booted.requestAs(token), row)).status).toBe(403);
        expect((await call(admin, row)).status).toBe(401);
      }
    });

    it.each(CALLS)('%s %s needs its own action: a custom token', async (...row) => {
      const own = action(row[2]);
      const others = ACTIONS.map(action).filter((name) => name !== own);
      const without = await room.booted.createApiToken({ type: 'custom', permissions: others });
      expect((await call(room.booted.requestAs(without), row)).status).toBe(403);
      const holder = await room.booted.createApiToken({ type: 'custom', permissions: [own] });
      expect([200, 400, 404]).toContain((await call(room.booted.requestAs(holder), row)).status);
    });

    it('is open to a site user whose role holds the action', async () => {
      const { jwt } = await room.booted.createSiteUser();
      await room.booted.requestAs(jwt).get(PATH).expect(403);
      await room.booted.grant({ role: 'authenticated', actions: [action('list')] });
      await room.booted.requestAs(jwt).get(PATH).expect(200);
      await room.booted.requestAs(jwt).post(PATH).send(meetingBody()).expect(403);
    });
  });

  describe('whose meetings', () => {
    it('knows no host that the settings do not name', async () => {
      for (const host of [AMIR, 'nobody@company.com', 'me']) {
        const listed = await room.api.get(`${PATH}?host=${host}`).expect(404);
        expect(listed.body.error).toMatchObject({ details: { field: 'host' } });
        await room.api.post(PATH).send(meetingBody({ host })).expect(404);
      }
      expect(createdInZoom()).toEqual([]);
    });

    it('knows no meeting of such a host', async () => {
      const { id } = room.controls.createMeeting({ host: AMIR }, { topic: 'Not ours' });
      await room.api.get(`${PATH}/${id}`).expect(404);
      await room.api.get(`${PATH}/${id}/start-link`).expect(404);
      await room.api.patch(`${PATH}/${id}`).send({ topic: 'Taken' }).expect(404);
      await room.api.delete(`${PATH}/${id}`).expect(404);
      expect(room.controls.meeting(id)).toMatchObject({ topic: 'Not ours', deleted_at: null });
    });

    it('knows everybody with allowAllHosts', async () => {
      const { id } = room.controls.createMeeting({ host: AMIR }, { topic: 'Everybody' });
      await saveSettings({ allowAllHosts: true });
      await room.api.get(`${PATH}/${id}`).expect(200);
      await room.api.get(`${PATH}?host=${AMIR}`).expect(200);
      const unknown = await room.api.post(PATH).send(meetingBody({ host: 'nobody@company.com' }));
      expect(unknown.status).toBe(400);
      expect(unknown.body.error.details).toMatchObject({ code: 1001, field: 'host' });
      await saveSettings(POLICY);
      await room.api.get(`${PATH}/${id}`).expect(404);
    });

    it('names field and setting where there is no default host', async () => {
      await saveSettings({ defaultHost: null });
      const { body } = await room.api.post(PATH).send(meetingBody()).expect(400);
      expect(body.error).toMatchObject({
        message: expect.stringContaining('no default host is set'),
        details: { field: 'host' },
      });
      await room.api.get(PATH).expect(400);
      await saveSettings(POLICY);
    });

    it('leaves a session’s meeting to its session', async () => {
      const session = { uid: 'plugin::zoom.course-session', documentId: 'sessiondocument' };
      const plant = async (host: string) => {
        const meeting = room.controls.createMeeting({ host }, meetingBody());
        const accountId = room.credentials.accountId;
        const zoomId = String(meeting.id);
        const row = await room.booted.strapi.db.query('plugin::zoom.meeting').create({
          data: {
            zoomId,
            accountId,
            hostId: meeting.host_id,
            hostEmail: host,
            sessionUid: session.uid,
            sessionDocumentId: `${session.documentId}-${host}`,
            state: 'scheduled',
            syncState: 'synced',
            startTime: meeting.start_time,
            duration: 45,
          },
        });
        await room.booted.strapi.db
          .query('plugin::zoom.zoom-id')
          .create({ data: { accountId, zoomId, meetingRowId: row.id } });
        return { id: zoomId, documentId: row.sessionDocumentId };
      };
      const ours = await plant(JOHN);
      await room.api.get(`${PATH}/${ours.id}`).expect(200);
      const refusals = [
        await room.api.patch(`${PATH}/${ours.id}`).send({ topic: 'x' }),
        await room.api.delete(`${PATH}/${ours.id}`),
      ];
      for (const { status, body } of refusals) {
        expect(status).toBe(409);
        expect(body).toMatchObject({
          success: false,
          error: {
            name: 'ConflictError',
            message: expect.stringContaining(ours.documentId),
            details: { session: { uid: session.uid, documentId: ours.documentId } },
          },
        });
      }
      const others = await plant(AMIR);
      await room.api.get(`${PATH}/${others.id}`).expect(404);
      await room.api.patch(`${PATH}/${others.id}`).send({ topic: 'x' }).expect(404);
      await room.api.delete(`${PATH}/${others.id}`).expect(404);
      expect(room.controls.calls({ method: 'DELETE' })).toEqual([]);
    });
  });
});

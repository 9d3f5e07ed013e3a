import { PATH, GRACE, meetingBody, useManagement } from '../support/management';
import { bootStrapi } from '../support/strapi';

describe('meeting management that Zoom or the settings refuse', () => {
  const room = useManagement();
  const { create, createdInZoom, rowsNamed, saveSettings, expectCleanLog } = room;

  describe('when Zoom does not do it', () => {
    it('says when a limit lets calls through again', async () => {
      room.controls.addFault({ kind: 'rate-limit-second', method: 'POST' });
      const soon = await room.api.post(PATH).send(meetingBody()).expect(503);
      expect(Number(soon.headers['retry-after'])).toBeGreaterThan(0);
      room.controls.setHostDay({ host: GRACE, used: 100 });
      const topic = 'Over the limit';
      const { body, headers } = await room.api
        .post(PATH)
        .send(meetingBody({ host: GRACE, topic }))
        .expect(503);
      expect(body.error).toMatchObject({
        message: expect.stringMatching(/^Meeting creation failed: /),
        details: { limit: 'host-day', retryAt: expect.stringMatching(/T00:00:00/) },
      });
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(await rowsNamed(topic)).toEqual([]);
      room.controls.clearCalls();
      await room.api
        .post(PATH)
        .send(meetingBody({ host: GRACE }))
        .expect(503);
      expect(createdInZoom()).toEqual([]);
    });

    it('answers 502 where Zoom fails', async () => {
      const { id } = await create();
      room.controls.addFault({ kind: 'status', status: 500, times: 3 });
      const { body } = await room.api.get(`${PATH}/${id}`).expect(502);
      expect(body).toMatchObject({ success: false, error: { name: 'BadGatewayError' } });
      room.controls.addFault({ kind: 'status', method: 'PATCH', status: 503 });
      await room.api.patch(`${PATH}/${id}`).send({ topic: 'x' }).expect(502);
    });

    it('names the scope that the app lacks', async () => {
      const { scopes } = room.controls.state();
      room.controls.changeScopes(scopes.filter((scope) => !scope.includes('write:meeting')));
      room.controls.revokeTokens();
      try {
        const { body } = await room.api.post(PATH).send(meetingBody()).expect(502);
        expect(body.error).toMatchObject({
          message: expect.stringMatching(/^Meeting creation failed: .*meeting:write:meeting:admin/),
          details: { code: 4711 },
        });
      } finally {
        room.controls.changeScopes(scopes);
        room.controls.revokeTokens();
      }
      await create();
    });

    it('says so where Zoom takes the credentials no more', async () => {
      const { clientSecret } = room.credentials;
      room.controls.changeCredentials({ clientSecret: 'rotated' });
      room.controls.revokeTokens();
      try {
        const { body } = await room.api.post(PATH).send(meetingBody()).expect(502);
        expect(body.error.message).toMatch(/^Failed to authenticate with Zoom/);
        expect(JSON.stringify(body)).not.toContain(clientSecret);
      } finally {
        room.controls.changeCredentials({ clientSecret });
      }
      await create();
    });
  });

  it('answers 503 while the integration is switched off, and calls nobody', async () => {
    await saveSettings({ enabled: false });
    for (const answer of [
      await room.api.get(PATH),
      await room.api.get(`${PATH}/85746065574`),
      await room.api.post(PATH).send(meetingBody()),
      await room.api.patch(`${PATH}/85746065574`).send({ topic: 'x' }),
      await room.api.delete(`${PATH}/85746065574`),
    ]) {
      expect(answer.status).toBe(503);
      expect(answer.body).toMatchObject({
        success: false,
        error: { message: expect.stringMatching(/^Zoom integration is not enabled/) },
      });
    }
    expect(room.controls.calls()).toEqual([]);
    await saveSettings({ enabled: true });
  });

  it('writes no link, passcode or token to the log', () => expectCleanLog());
});

describe('the meeting management API of an app that may not talk to Zoom', () => {
  it.each([
    ['without credentials', {}, /not enabled: .*(credentials|accountId)/i],
    ['with `active: false`', { active: false }, /not enabled: .*active/],
  ])('%s says why', async (_, zoom, message) => {
    const booted = await bootStrapi({ zoom });
    try {
      const admin = await booted.adminRequest();
      await admin.put('/zoom/settings').send({ enabled: true }).expect(200);
      const token = await booted.createApiToken({ type: 'full-access' });
      const { body } = await booted.requestAs(token).get(PATH).expect(503);
      expect(body).toMatchObject({ success: false, data: null });
      expect(body.error.message).toMatch(message);
    } finally {
      await booted.stop();
    }
  });
});

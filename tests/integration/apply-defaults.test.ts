import { EVENT, LESSON, SCHOOL_SESSIONS, schoolFiles } from '../support/bound-types';
import { editorOf, inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';
import { DEFAULT_HOST } from '../support/zoom';
import { waitUntil } from '../support/wait';

const APPLY = '/zoom/settings/apply-defaults';

describe('settings that look beyond themselves', () => {
  let room: Classroom;

  beforeAll(async () => {
    room = await openClassroom();
  });
  afterAll(() => room.close());

  const save = (body: object) => room.admin.put('/zoom/settings').send(body).expect(200);
  const settingsInZoom = (zoomId: string) =>
    room.zoom.meetings().find(({ id }) => String(id) === zoomId)?.settings;

  it('new defaults hold for new sessions, and for those that exist once they are applied', async () => {
    const first = await room.editor.schedule(sessionData({ courseName: 'Botany' }));
    const { id } = await room.meetingOf(first);
    const chosen = await room.editor.schedule(
      sessionData({ courseName: 'Zoology', muteUponEntry: 'off' })
    );
    await room.meetingOf(chosen);
    await save({ muteUponEntry: 'on', alternativeHosts: ['Amir.Haddad@company.com'] });
    expect(settingsInZoom(String(id))).toMatchObject({ mute_upon_entry: false });

    const preview = await room.admin.get(APPLY).expect(200);
    expect(preview.body.data).toMatchObject({ futureSessions: 2, changes: 2 });
    expect(preview.body.data.examples).toContainEqual({
      sessionDocumentId: first,
      topic: 'Botany - Session 1',
      startTime: expect.any(String),
      fields: ['muteUponEntry', 'alternativeHosts'],
    });
    expect(preview.body.data.examples).toContainEqual(
      expect.objectContaining({ sessionDocumentId: chosen, fields: ['alternativeHosts'] })
    );

    await room.admin.post(APPLY).send({}).expect(202);
    await waitUntil(() => settingsInZoom(String(id))?.mute_upon_entry === true);
    expect(settingsInZoom(String(id))?.alternative_hosts).toBe('amir.haddad@company.com');
    await waitUntil(async () => {
      const { body } = await room.admin.get(APPLY).expect(200);
      return body.data.changes === 0;
    });
  });

  it('a wrong alternative host is refused at its entry', async () => {
    const { body } = await room.admin
      .put('/zoom/settings')
      .send({ alternativeHosts: ['amir@company.com', 'not an address'] })
      .expect(400);
    expect(body.error.details.errors[0].path).toEqual(['alternativeHosts', '1']);
  });

  it('hosts are chosen from the users of the account', async () => {
    const { body } = await room.admin.get('/zoom/hosts?search=maria').expect(200);
    expect(body.data).toEqual([
      expect.objectContaining({ email: DEFAULT_HOST, licence: 'licensed', isAllowed: true }),
    ]);
    const all = await room.admin.get('/zoom/hosts').expect(200);
    expect(all.body.meta).toMatchObject({ isComplete: true, unavailable: null });
    const licences = all.body.data.map(({ licence }: { licence: string }) => licence);
    expect(licences).toEqual([...licences].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
    expect(new Set(licences)).toEqual(new Set(ORDER));
  });

  it('says which scopes the Zoom app is asked for', async () => {
    const used = async (): Promise<string[]> => {
      const { body } = await room.admin.get('/zoom/settings/scopes').expect(200);
      return body.data.flatMap((scope: { granular: string; isUsed: boolean }) =>
        scope.isUsed ? [scope.granular] : []
      );
    };
    const trash = 'cloud_recording:delete:recording_file:admin';
    expect(await used()).toContain('meeting:write:meeting:admin');
    expect(await used()).not.toContain(trash);
    await save({ archive: { enabled: true, afterwards: 'trash' } });
    expect(await used()).toContain(trash);
  });

  it('tests the connection step by step', async () => {
    const test = '/zoom/settings/test-connection';
    for (const name of ['token', 'scopes', 'host']) {
      const { body } = await room.admin.post(`${test}/${name}`).send({}).expect(200);
      expect(body.data.step).toMatchObject({ name, state: 'ok' });
    }
    await room.admin.post(`${test}/everything`).send({}).expect(400);
  });

  it('remembers that Zoom found the address, not that we tested it ourselves', async () => {
    const validatedAt = async () => {
      const { body } = await room.admin.get('/zoom/events/health').expect(200);
      return body.data.validatedAt;
    };
    const before = await validatedAt();
    await room.admin.post('/zoom/events/self-test').send({}).expect(200);
    expect(await validatedAt()).toBe(before);
    const url = `${room.cms.url}/api/webhooks/zoom`;
    await room.zoom.controls.connectWebhook({ url });
    await waitUntil(async () => (await validatedAt()) !== before);
  });
});

describe('new defaults on content types of the app', () => {
  let room: Classroom;

  beforeAll(async () => {
    room = await openClassroom({
      boot: { appFiles: schoolFiles(), zoom: { sessions: SCHOOL_SESSIONS } },
    });
  });
  afterAll(() => room.close());

  it('are applied where the entry itself says nothing, in types with drafts and without', async () => {
    const events = editorOf(room.admin, EVENT);
    const event = await events.schedule({
      title: 'Concert',
      startsAt: inHours(24),
      endsAt: inHours(25),
      hasLobby: true,
    });
    const lessons = room.cms.strapi.documents(LESSON as 'plugin::upload.file');
    const { documentId: lesson } = await lessons.create({
      data: { name: 'Violin', begins: inHours(30), minutes: 30 } as never,
    });
    await events.save({ title: 'Draft', startsAt: inHours(48), endsAt: inHours(49) });
    const ids = {
      event: (await room.meetingOf(event)).id,
      lesson: (await room.meetingOf(lesson)).id,
    };
    const inZoom = (id: number) => room.zoom.meetings().find((one) => one.id === id)?.settings;
    expect(inZoom(ids.event)).toMatchObject({ waiting_room: true, mute_upon_entry: false });

    const defaults = { waitingRoom: false, muteUponEntry: 'on', autoRecording: 'local' };
    await room.admin.put('/zoom/settings').send(defaults).expect(200);
    const { body } = await room.admin.get(APPLY).expect(200);
    expect(body.data).toMatchObject({ futureSessions: 2, changes: 2 });
    const fields = Object.fromEntries(
      body.data.examples.map((one: { topic: string; fields: string[] }) => [one.topic, one.fields])
    );
    // The event maps its lobby and its recording: those are its own.
    expect(fields['Violin'].sort()).toEqual(['autoRecording', 'muteUponEntry', 'waitingRoom']);
    expect(Object.values(fields)).toContainEqual(['muteUponEntry']);

    await room.admin.post(APPLY).send({}).expect(202);
    await waitUntil(() =>
      [ids.event, ids.lesson].every((id) => inZoom(id)?.mute_upon_entry === true)
    );
    expect(inZoom(ids.event)).toMatchObject({ waiting_room: true, auto_recording: 'cloud' });
    expect(inZoom(ids.lesson)).toMatchObject({ waiting_room: false, auto_recording: 'local' });
    await waitUntil(async () => {
      const { body: after } = await room.admin.get(APPLY).expect(200);
      return after.data.changes === 0;
    });
  });
});

const ORDER = ['licensed', 'basic', 'none'];

import { ACTION } from '../../contracts/identifiers';
import { inHours } from '../support/sessions';
import { openRegistrationRoom, type RegistrationRoom } from '../support/registration-room';

/** Rows and answers as they come. */
type Row = ReturnType<typeof JSON.parse>;

describe('registration by visitors', () => {
  let room: RegistrationRoom;
  let meeting: Row;

  beforeAll(async () => {
    room = await openRegistrationRoom();
    meeting = (await room.newClass()).meeting;
  });
  afterAll(() => room.close());

  const pathOf = (of: Row, rest = 'registrants') => `/api/zoom/meetings/${of.documentId}/${rest}`;
  const guest = (email: string, more: Row = {}) => ({ email, firstName: 'Ann', ...more });
  const register = (body: Row, of: Row = meeting) => room.cms.request.post(pathOf(of)).send(body);
  const RECEIVED = { accepted: true, approval: 'automatic' };

  describe('of guests', () => {
    test('keeps what was answered, once for each address in whatever case', async () => {
      const answers = { level: 'beginner', age: 30, news: true, topics: ['yoga', 'pilates'] };
      const first = await register(guest(' Ann@Students.example', { lastName: 'Bee', answers }));
      expect(first.status).toBe(202);
      expect(first.body).toEqual({ data: RECEIVED });
      expect(first.headers['cache-control']).toBe('no-store');
      const again = await register(guest('ANN@students.example', { firstName: 'Somebody' }));
      expect([again.status, again.body]).toEqual([first.status, first.body]);
      const rows = await room.rowsOf(meeting);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        email: 'Ann@Students.example',
        firstName: 'Ann',
        lastName: 'Bee',
        state: 'approved',
        source: 'form',
        answers,
        accountKey: null,
      });
    });

    test.each([
      [{}, 'email'],
      [{ email: 'ann@a.example' }, 'firstName'],
      [guest('no address'), 'email'],
      [guest('a@b.example, c@d.example'), 'email'],
      [guest(`${'a'.repeat(125)}@b.c`), 'email'],
      [guest('a@b.example', { firstName: 'x'.repeat(65) }), 'firstName'],
      [guest('a@b.example', { answers: { q: { nested: 1 } } }), 'answers'],
      [guest('a@b.example', { answers: { q: 'x'.repeat(1001) } }), 'answers'],
      [guest('a@b.example', { isAdmin: true }), 'isAdmin'],
      [guest('a@b.example', { state: 'approved' }), 'state'],
      [guest('a@b.example', { user: { id: 1, name: 'A', email: 'a@b.c' } }), 'user'],
      ['no object', ''],
    ])('with %j is a 400 that names %s', async (body, field) => {
      const answer = await room.cms.request
        .post(pathOf(meeting))
        .set('content-type', 'application/json')
        .send(JSON.stringify(body));
      expect(answer.status).toBe(400);
      expect(JSON.stringify(answer.body.error)).toContain(field);
    });

    test('tells a program that filled in the hidden field what it tells everybody', async () => {
      const before = (await room.rowsOf(meeting)).length;
      const answer = await register(guest('bot@spam.example', { website: 'https://spam.example' }));
      expect([answer.status, answer.body]).toEqual([202, { data: RECEIVED }]);
      expect(await room.rowsOf(meeting)).toHaveLength(before);
    });

    test('has no registration to see or to cancel', async () => {
      for (const answer of [
        await room.cms.request.get(pathOf(meeting, 'registrants/me')),
        await room.cms.request.post(pathOf(meeting, 'registrants/me')).send({}),
        await room.cms.request.post(pathOf(meeting, 'registrants/cancel')).send({}),
      ]) {
        expect(answer.status).toBe(403);
      }
    });

    test('is told of a full class the same, in it or not', async () => {
      const { meeting: small } = await room.newClass({ startTime: inHours(30) });
      await room.admin
        .put('/zoom/registrants/capacity')
        .send({ meeting: small.documentId, capacity: 1 })
        .expect(200);
      expect((await register(guest('in@students.example'), small)).status).toBe(202);
      const answers = [
        await register(guest('in@students.example'), small),
        await register(guest('out@students.example'), small),
      ].map(({ status, body }) => [status, body.error.message, body.error.details]);
      expect(answers[0]).toEqual([409, 'There is no seat left.', { state: 'full' }]);
      expect(answers[1]).toEqual(answers[0]);
      expect(await room.rowsOf(small)).toHaveLength(1);
    });

    test('is answered 404 for a meeting that is not there', async () => {
      expect((await register(guest('a@b.example'), { documentId: 'nowhere' })).status).toBe(404);
    });
  });

  describe('as far as the settings say', () => {
    afterEach(() =>
      room.registration({ open: true, opensDaysBefore: null, closesMinutesBefore: 0 })
    );

    test('tells whether, since when and until when', async () => {
      const start = inHours(24 * 20);
      const { meeting: later } = await room.newClass({ startTime: start });
      const offer = async () =>
        (await room.cms.request.get(pathOf(later, 'registration'))).body.data;
      await room.registration({ opensDaysBefore: 7, closesMinutesBefore: 60 });
      const startMs = Date.parse(start);
      expect(await offer()).toEqual({
        state: 'too-early',
        opensAt: new Date(startMs - 7 * 86_400_000).toISOString(),
        closesAt: new Date(startMs - 3600_000).toISOString(),
        approval: 'automatic',
        reason: 'Registration is not open yet.',
      });
      const early = await register(guest('early@students.example'), later);
      expect([early.status, early.body.error.details]).toEqual([409, { state: 'too-early' }]);
      await room.registration({ opensDaysBefore: 30 });
      expect(await offer()).toMatchObject({ state: 'open', reason: null });
      await room.registration({ closesMinutesBefore: 43_200 });
      const late = await register(guest('late@students.example'), later);
      expect([late.status, late.body.error.details]).toEqual([409, { state: 'closed' }]);
      await room.registration({ open: false, closesMinutesBefore: 0 });
      expect(await offer()).toMatchObject({ state: 'closed' });
      expect(await room.rowsOf(later)).toEqual([]);
    });

    test.each([
      [{ opensDaysBefore: 0 }, 'registration.opensDaysBefore'],
      [{ closesMinutesBefore: -1 }, 'registration.closesMinutesBefore'],
      [{ capacity: 0 }, 'registration.capacity'],
      [{ approval: 'maybe' }, 'registration.approval'],
      [{ wihtZoom: true }, 'registration.wihtZoom'],
    ])('refuses %j by name', async (registration, field) => {
      const answer = await room.admin.put('/zoom/settings').send({ registration });
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toContain(field);
    });
  });

  describe('of accounts', () => {
    test('is by name and address of the account, seen and cancelled by it alone', async () => {
      const ann = await room.cms.createSiteUser();
      const bob = await room.cms.createSiteUser();
      const as = (user: { jwt: string }) => room.cms.requestAs(user.jwt);
      const made = await as(ann)
        .post(pathOf(meeting))
        .send({ answers: { level: 'expert' } });
      expect(made.status).toBe(201);
      expect(made.body.data).toMatchObject({
        state: 'approved',
        email: ann.email,
        firstName: expect.stringMatching(/^user/),
        answers: { level: 'expert' },
      });
      expect(JSON.stringify(made.body)).not.toMatch(/joinUrl|https?:/);
      const again = await as(ann).post(pathOf(meeting)).send({});
      expect([again.status, again.body]).toEqual([200, made.body]);
      const own = await as(ann).get(pathOf(meeting, 'registrants/me'));
      expect(own.body).toEqual(made.body);
      expect((await as(bob).get(pathOf(meeting, 'registrants/me'))).status).toBe(404);
      expect((await as(bob).post(pathOf(meeting, 'registrants/cancel')).send({})).status).toBe(404);

      const cancelled = await as(ann).post(pathOf(meeting, 'registrants/cancel')).send({});
      expect([cancelled.status, cancelled.body.data.state]).toEqual([200, 'cancelled']);
      const back = await as(ann).post(pathOf(meeting)).send({});
      expect([back.status, back.body.data.state]).toEqual([201, 'approved']);
      expect((await room.rowsOf(meeting)).filter(({ email }) => email === ann.email)).toHaveLength(
        1
      );
    });

    test('takes no other name or address, and no `user`', async () => {
      const { jwt } = await room.cms.createSiteUser();
      for (const [body, field] of [
        [{ email: 'other@students.example' }, 'email'],
        [{ firstName: 'Else' }, 'firstName'],
        [{ user: { id: 1, name: 'A', email: 'a@b.c' } }, 'user'],
      ] as const) {
        const answer = await room.cms.requestAs(jwt).post(pathOf(meeting)).send(body);
        expect(answer.status).toBe(400);
        expect(answer.body.error.message).toContain(field);
      }
      const read = await room.cms
        .requestAs(jwt)
        .post(pathOf(meeting, 'registrants/me'))
        .send({ user: { id: 1, name: 'A', email: 'a@b.c' } });
      expect(read.status).toBe(400);
    });

    test('finds what the same address registered as a guest', async () => {
      const ann = await room.cms.createSiteUser();
      await register(guest(ann.email));
      const own = await room.cms.requestAs(ann.jwt).get(pathOf(meeting, 'registrants/me'));
      expect(own.body.data).toMatchObject({ email: ann.email, firstName: 'Ann' });
      expect((await room.cms.requestAs(ann.jwt).post(pathOf(meeting)).send({})).status).toBe(200);
      expect((await room.rowOf(meeting, ann.email))!.accountKey).toBe(`user:${ann.id}`);
    });
  });

  describe('through a site’s own log-in', () => {
    test('is for whom the token names', async () => {
      const token = await room.cms.createApiToken({
        type: 'custom',
        permissions: [ACTION.registrantRegister, ACTION.registrantCancel],
      });
      const site = room.cms.requestAs(token);
      const user = { id: 42, name: 'Cleo Day', email: 'cleo@site.example' };
      const made = await site.post(pathOf(meeting)).send({ user });
      expect([made.status, made.body.data]).toEqual([
        201,
        expect.objectContaining({ email: user.email, firstName: 'Cleo', lastName: 'Day' }),
      ]);
      expect((await room.rowOf(meeting, user.email))!.accountKey).toBe('site:42');
      // Another account of the site with the same address learns nothing of the first one.
      const other = { ...user, id: 43 };
      const alike = await site.post(pathOf(meeting)).send({ user: other });
      expect([alike.status, alike.body]).toEqual([202, { data: RECEIVED }]);
      expect(
        (await site.post(pathOf(meeting, 'registrants/me')).send({ user: other })).status
      ).toBe(404);
      const own = await site.post(pathOf(meeting, 'registrants/me')).send({ user });
      expect(own.body).toEqual(made.body);
      const gone = await site.post(pathOf(meeting, 'registrants/cancel')).send({ user });
      expect(gone.body.data.state).toBe('cancelled');
      // Without `user` the site speaks for a guest.
      const form = await site.post(pathOf(meeting)).send(guest('form@site.example'));
      expect([form.status, form.body]).toEqual([202, { data: RECEIVED }]);
    });

    test('needs the permissions', async () => {
      const readOnly = room.cms.requestAs(await room.cms.createApiToken({ type: 'read-only' }));
      const user = { id: 1, name: 'A', email: 'a@b.example' };
      expect((await readOnly.post(pathOf(meeting)).send({ user })).status).toBe(403);
      expect((await readOnly.post(pathOf(meeting, 'registrants/me')).send({ user })).status).toBe(
        403
      );
      expect((await readOnly.get('/api/zoom/registrants')).status).toBe(403);
    });
  });

  test('is counted for each caller', async () => {
    const { jwt } = await room.cms.createSiteUser();
    const statuses: number[] = [];
    let retryAfter = '';
    for (let call = 0; call < 21; call += 1) {
      const answer = await room.cms.requestAs(jwt).post(pathOf(meeting)).send({});
      statuses.push(answer.status);
      retryAfter = answer.headers['retry-after'] ?? retryAfter;
    }
    expect(statuses.slice(0, 20)).toEqual([201, ...Array<number>(19).fill(200)]);
    expect(statuses[20]).toBe(429);
    expect(Number(retryAfter)).toBeGreaterThan(500);
    const { jwt: other } = await room.cms.createSiteUser();
    expect((await room.cms.requestAs(other).post(pathOf(meeting)).send({})).status).toBe(201);
  });

  test('leaves no address in the log', () => {
    expect(room.cms.logs.join('\n')).not.toMatch(/@(students|site)\.example/);
  });
});

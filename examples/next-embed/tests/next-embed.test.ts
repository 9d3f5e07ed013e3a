import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { Page } from '../../../tests/support/browser';
import { inHours } from '../../../tests/support/sessions';
import { waitUntil } from '../../../tests/support/wait';
import { openAcademy, REVALIDATE_SECRET, STUDENT, type Academy } from './support/academy';

const PATIENCE = { timeoutMs: 60_000, everyMs: 250 };
const VTT = `WEBVTT

1
00:00:02.000 --> 00:00:05.000
Maria Keller: Welcome to biology.

2
00:01:10.000 --> 00:01:15.000
Maria Keller: Photosynthesis turns light into sugar.
`;

/** Pictures for docs/images are taken where SCREENSHOTS names a folder. */
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.SCREENSHOTS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `next-embed-${name}.png`) });
};

describe('the example front end', () => {
  let academy: Academy;
  let page: Page;
  /** What the browser refused to load or run. */
  let refused: string[];
  let known: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>> | undefined;

  beforeAll(async () => {
    academy = await openAcademy();
  });
  afterAll(() => academy?.close());
  beforeEach(async () => {
    page = await academy.browser.open({ viewport: { width: 900, height: 640 } });
    refused = [];
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text());
    });
  });
  afterEach(async () => {
    expect(refused).toEqual([]);
    await page.context().close();
  });

  const open = (address: string) => page.goto(`${academy.site.url}${address}`);
  const see = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const fillIn = async (next = '/', password = STUDENT.password): Promise<void> => {
    await open(`/log-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel('Name or e-mail').fill(STUDENT.email);
    await page.getByLabel('Password').fill(password);
    await press('Log in');
  };
  /** Strapi allows ten log-ins a minute: whoever was here before comes with the same cookie. */
  const logIn = async (next: string): Promise<void> => {
    if (known) {
      await page.context().addCookies(known);
      await open(next);
      return;
    }
    await fillIn(next);
    await page.getByRole('button', { name: 'Log out' }).waitFor();
    known = await page.context().cookies();
  };
  const setJoin = (join: Record<string, unknown>) =>
    academy.admin.put('/zoom/settings').send({ join }).expect(200);
  const gateOf = async (meeting: string): Promise<{ state: string }> =>
    (await page.request.get(`${academy.site.url}/meetings/${meeting}/gate`)).json();

  describe('the list', () => {
    it('shows classes in the visitor’s zone, soonest first, and no secret', async () => {
      await academy.newClass({ courseName: 'Chemistry', startTime: '2031-01-15T17:00:00.000Z' });
      const { passcode } = await academy.newClass({
        courseName: 'Astronomy',
        startTime: '2030-07-01T20:30:00.000Z',
        duration: 90,
      });
      await waitUntil(async () => {
        await open('/');
        return (await page.getByRole('listitem').count()) === 2;
      }, PATIENCE);
      // New York is four hours behind in July.
      // With a comma after the day or not, as the browser's version of the locale has it.
      await see(/Monday,? 1 July 2030, 16:30 to 18:00 \(America\/New_York\)/);
      expect(await page.getByRole('listitem').getByRole('heading').allTextContents()).toEqual([
        expect.stringContaining('Astronomy - Session 1'),
        expect.stringContaining('Chemistry - Session 1'),
      ]);
      const html = await (await page.request.get(academy.site.url)).text();
      expect(html).not.toContain('zoom.us');
      expect(html).not.toContain(passcode);
      await picture(page, 'list');
    });

    it('is made anew when Strapi tells of a change', async () => {
      const { classId } = await academy.newClass({ courseName: 'Geology' });
      await waitUntil(async () => {
        await open('/');
        return (await page.getByText('Geology - Session 1').count()) === 1;
      }, PATIENCE);
      await academy.editor.unpublish(classId);
      await waitUntil(async () => {
        await open('/');
        return (await page.getByText('Geology - Session 1').count()) === 0;
      }, PATIENCE);
    });

    it.each([
      { how: 'without the secret', given: '', event: 'zoom.meeting.updated', status: 401 },
      { how: 'with another secret', given: 'Bearer other', event: 'zoom.x', status: 401 },
      { how: 'of another event', given: `Bearer ${REVALIDATE_SECRET}`, event: 'x', status: 400 },
      { how: 'by Strapi', given: `Bearer ${REVALIDATE_SECRET}`, event: 'zoom.x', status: 204 },
    ])('revalidation $how is a $status', async ({ given, event, status }) => {
      const answer = await page.request.post(`${academy.site.url}/api/revalidate`, {
        headers: { authorization: given },
        data: { event },
      });
      expect(answer.status()).toBe(status);
    });
  });

  describe('logging in', () => {
    it('tells of a wrong password', async () => {
      await fillIn('/', 'not-the-password');
      await see('Name or password is wrong.');
    });

    it('keeps the log-in where scripts cannot read it, and ends it', async () => {
      await fillIn();
      await page.getByRole('button', { name: 'Log out' }).waitFor();
      const [cookie] = await page.context().cookies();
      expect(cookie).toMatchObject({ name: 'session', httpOnly: true, sameSite: 'Lax' });
      await press('Log out');
      await page.getByRole('link', { name: 'Log in' }).waitFor();
      expect(await page.context().cookies()).toEqual([]);
    });

    it('leads to no other site', async () => {
      await fillIn('//evil.example/');
      await page.getByRole('button', { name: 'Log out' }).waitFor();
      expect(new URL(page.url()).origin).toBe(academy.site.url);
    });
  });

  describe('the join gate', () => {
    afterEach(() => setJoin({ opensMinutesBefore: 15 }));

    it('asks visitors to log in', async () => {
      const { classId, meeting } = await academy.newClass({
        courseName: 'Latin',
        startTime: inHours(0.1),
      });
      await open(`/classes/${classId}`);
      await see('Log in to join this class.');
      await page
        .getByRole('region', { name: 'Join' })
        .getByRole('link', { name: 'Log in' })
        .click();
      await page.waitForURL(/next=%2Fclasses/);
      const paths = { signature: 403, zoom: 403 };
      const { signature, zoom } = paths;
      const address = `${academy.site.url}/meetings/${meeting}`;
      expect((await page.request.post(`${address}/signature`)).status()).toBe(signature);
      expect((await page.request.get(`${address}/zoom`)).status()).toBe(zoom);
    });

    it('counts down, and opens when the time has come', async () => {
      const { classId, meeting } = await academy.newClass({
        courseName: 'Greek',
        startTime: inHours(1),
      });
      await page.clock.install();
      await logIn(`/classes/${classId}`);
      await see('The doors open in');
      const before = await page.getByRole('timer').innerText();
      expect(before).toMatch(/^4\d:\d\d$/);
      await page.clock.runFor(60_000);
      const after = await page.getByRole('timer').innerText();
      expect(Number(after.slice(0, 2))).toBeLessThan(Number(before.slice(0, 2)));
      await picture(page, 'gate');
      expect(await page.getByRole('link', { name: 'Join here' }).count()).toBe(0);

      await setJoin({ opensMinutesBefore: 120 });
      await waitUntil(async () => (await gateOf(meeting)).state === 'open', PATIENCE);
      await page.clock.runFor(46 * 60_000);
      await page.getByRole('link', { name: 'Join here' }).waitFor();
    });
  });

  describe('the meeting in the page', () => {
    type Asked = Record<string, unknown>;
    let asked: Asked[];
    let answer: { errorCode?: number };
    let room: Awaited<ReturnType<Academy['newClass']>>;

    beforeAll(async () => {
      room = await academy.newClass({ courseName: 'Physics', startTime: inHours(0.1) });
    });
    beforeEach(async () => {
      asked = [];
      answer = {};
      await page.route('https://stand-in.zoom.us/join', async (route) => {
        const given: Asked = JSON.parse(route.request().postData() ?? '');
        asked.push(given);
        await route.fulfill({
          headers: { 'access-control-allow-origin': '*' },
          json: { name: given.userName, ...answer },
        });
      });
      await logIn(`/classes/${room.classId}`);
      await page.getByRole('link', { name: 'Join here' }).click();
    });

    it('lets Zoom in by a signature that Zoom accepts, in an isolated page', async () => {
      await press('Join the meeting');
      await see('Ann Bee joined (component view)');
      await picture(page, 'meeting');
      expect(await page.evaluate('crossOriginIsolated')).toBe(true);
      expect(asked).toHaveLength(1);
      const [{ signature, ...given } = {}] = asked;
      expect(given).toMatchObject({
        meetingNumber: room.zoomId,
        password: room.passcode,
        userName: STUDENT.username,
        userEmail: STUDENT.email,
      });
      expect(await academy.verify(signature)).toMatchObject({
        appKey: 'sdk-client-id',
        mn: room.zoomId,
        role: 0,
      });
    });

    it('is Zoom’s client view on a small screen', async () => {
      await page.setViewportSize({ width: 400, height: 800 });
      await press('Join the meeting');
      await see('Ann Bee joined (client view)');
      expect(asked[0]).toMatchObject({ passWord: room.passcode });
    });

    it('says that the host has not started it, and leads out to Zoom', async () => {
      answer = { errorCode: 3008 };
      await press('Join the meeting');
      await see('The host has not started the meeting yet.');
      const out = page.getByRole('link', { name: 'Open in Zoom' });
      const address = `${academy.site.url}${String(await out.getAttribute('href'))}`;
      const led = await page.request.get(address, { maxRedirects: 0 });
      expect(led.status()).toBe(303);
      const made = academy.zoom.meetings().find(({ id }) => String(id) === room.zoomId);
      expect(led.headers().location).toBe(made?.join_url);
      answer = {};
      await press('Try again');
      await see('Ann Bee joined (component view)');
    });

    it('keeps the way out where Zoom cannot be reached at all', async () => {
      await page.unroute('https://stand-in.zoom.us/join');
      await page.route('https://stand-in.zoom.us/join', (route) => route.abort());
      await press('Join the meeting');
      await see('The meeting could not be shown in this page.');
      await page.getByRole('link', { name: 'Open in Zoom' }).waitFor();
    });
  });

  describe('registration', () => {
    const registrants = async (meeting: string) =>
      (await academy.admin.get(`/zoom/registrants?meeting=${meeting}`).expect(200)).body.data;

    it('of a guest arrives in Strapi', async () => {
      const { classId, meeting } = await academy.newClass({ courseName: 'Botany' });
      await open(`/classes/${classId}`);
      await page.getByLabel('First name').fill('Cleo');
      await page.getByLabel('Last name').fill('Dee');
      await page.getByLabel('E-mail').fill('cleo@guests.example');
      await picture(page, 'registration');
      await press('Register');
      await see('You are registered.');
      expect(await registrants(meeting)).toMatchObject([
        { email: 'cleo@guests.example', firstName: 'Cleo', lastName: 'Dee', state: 'approved' },
      ]);
    });

    it('of a member needs no form', async () => {
      const { classId, meeting } = await academy.newClass({ courseName: 'Zoology' });
      await logIn(`/classes/${classId}`);
      await press('Register');
      await see('You are registered.');
      expect(await registrants(meeting)).toMatchObject([{ email: STUDENT.email }]);
    });
  });

  describe('recordings', () => {
    beforeAll(async () => {
      const { zoomId } = await academy.newClass({
        courseName: 'Biology',
        startTime: inHours(-0.1),
      });
      const { controls } = academy.zoom;
      controls.startMeeting(zoomId);
      controls.startRecording(zoomId);
      controls.stopRecording(zoomId);
      controls.endMeeting(zoomId);
      controls.completeRecording(zoomId, { files: [{ type: 'MP4', bytes: 200_000 }] });
      controls.completeTranscript(zoomId, { vtt: VTT });
      const staff = academy.cms.requestAs(
        await academy.cms.createApiToken({ type: 'full-access' })
      );
      await waitUntil(
        async () => {
          const { body } = await staff.get('/api/zoom/recordings?populate=file');
          const { body: told } = await staff.get('/api/zoom/transcripts');
          return body.data.some((one: { file: unknown }) => one.file) && told.data.length === 1;
        },
        { ...PATIENCE, what: 'the archived recording and its transcript' }
      );
    });

    it('are for members', async () => {
      await open('/recordings');
      await page.getByLabel('Password').waitFor();
    });

    it('are played with captions', async () => {
      await logIn('/recordings');
      await page.getByRole('article', { name: 'Biology - Session 1' }).waitFor();
      const cues = await waitUntil(
        () =>
          page.evaluate<number>('document.querySelector("video").textTracks[0].cues?.length ?? 0'),
        PATIENCE
      );
      expect(cues).toBe(2);
      const source = await page.locator('video').getAttribute('src');
      const file = await page.request.get(`${academy.site.url}${String(source)}`, {
        headers: { range: 'bytes=100-199' },
      });
      expect([file.status(), (await file.body()).length]).toEqual([206, 100]);
      const nobody = await fetch(`${academy.site.url}${String(source)}`);
      expect(nobody.status).toBe(403);
    });

    it('are found by what was said, and play from there', async () => {
      await logIn('/recordings');
      await page.getByLabel('What was said').fill('geometry');
      await press('Search');
      await see('Nothing was found.');
      await page.getByLabel('What was said').fill('photosynthesis');
      await press('Search');
      const passage = page.getByRole('button', { name: /Photosynthesis turns light into sugar/ });
      await passage.waitFor();
      await picture(page, 'recordings');
      await passage.click();
      await waitUntil(
        async () =>
          (await page.evaluate<number>('document.querySelector("video").currentTime')) >= 70,
        PATIENCE
      );
      expect(await page.getByText('Welcome to biology.').count()).toBe(0);
    });
  });
});

import { DateTime } from 'luxon';

import { UID } from '../../contracts/identifiers';
import { describeInBrowser, type Page, seriousFindings } from '../support/browser';
import { openSchool, type School } from '../support/school';
import { inHours, sessionData } from '../support/sessions';
import { waitUntil } from '../support/wait';

const LIST = `/admin/content-manager/collection-types/${UID.courseSession}`;
const MINUTE_MS = 60_000;
const SPEEDS: [how: string, isSlow: boolean][] = [
  ['at full speed', false],
  ['over a slow network', true],
];

/** An editor and the Zoom meeting beside the session, as the browser shows them. */
describeInBrowser('a session in the browser', () => {
  let school: School;
  let page: Page;

  beforeAll(async () => {
    school = await openSchool();
    await school.connectWebhook();
    await school.cms.admin.token();
  });
  afterAll(() => school?.close());
  afterEach(async () => {
    school.zoom.controls.clearFaults();
    await page.context().close();
  });

  const open = (documentId: string) => page.goto(`${school.cms.url}${LIST}/${documentId}`);
  const panel = () =>
    page
      .getByRole('complementary')
      .filter({ has: page.getByRole('heading', { name: 'Zoom meeting' }) });
  const shows = (state: string) =>
    panel().getByRole('status').getByText(state, { exact: true }).waitFor();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const titled = (topic: string) =>
    school.zoom.meetings().find((meeting) => meeting.topic === topic);

  it.each(SPEEDS)('is scheduled, and its meeting follows a change: %s', async (how, isSlow) => {
    const course = `Chemistry ${how}`;
    page = await school.visit({ isSlow });
    // With the locale, as from the list: else Strapi's i18n adds it later, and the form begins anew.
    await page.goto(`${school.cms.url}${LIST}/create?plugins[i18n][locale]=en`);
    const name = page.getByLabel('Course', { exact: false }).first();
    await name.fill(course);
    await page.getByLabel('Session number').fill('1');
    const [year, month, day] = inHours(48).slice(0, 10).split('-');
    await page.getByRole('combobox', { name: 'Choose date' }).fill(`${month}/${day}/${year}`);
    // Enter would save the draft without it.
    await page.keyboard.press('Tab');
    expect(await name.inputValue()).toBe(course);
    await press('Publish');
    await shows('Scheduled');
    const topics = school.zoom.meetings().map(({ topic }) => topic);
    expect(topics).toContain(`${course} - Session 1`);
    const made = titled(`${course} - Session 1`);
    const startsOn = DateTime.fromISO(made?.start_time ?? '').setZone('America/New_York');
    expect(startsOn.toISODate()).toBe(`${year}-${month}-${day}`);

    await page.getByLabel('Duration (minutes)').fill('45');
    await press('Publish');
    await waitUntil(() => titled(`${course} - Session 1`)?.duration === 45, {
      what: 'the change in Zoom',
      timeoutMs: 60_000,
    });
    await shows('Scheduled');
    expect(titled(`${course} - Session 1`)?.id).toBe(made?.id);
  });

  it.each(SPEEDS)(
    'is shown live while people join, and ended after it: %s',
    async (how, isSlow) => {
      const courseName = `Physics ${how}`;
      const data = sessionData({
        courseName,
        startTime: new Date().toISOString(),
        duration: 1,
      });
      const documentId = await school.editor.schedule(data);
      const endsAt = Date.now() + MINUTE_MS;
      page = await school.visit({ isSlow });
      await open(documentId);
      await panel().getByRole('button', { name: 'Copy join link' }).waitFor();
      const id = titled(`${courseName} - Session 1`)?.id ?? '';
      school.zoom.controls.startMeeting(id);
      await shows('Live now');
      school.zoom.controls.joinMeeting(id, { name: 'Lena', email: 'lena@students.example' });
      await panel().getByText('1 person is in the meeting').waitFor();
      school.zoom.controls.joinMeeting(id, { name: 'Tom', email: 'tom@students.example' });
      await panel().getByText('2 people are in the meeting').waitFor();
      await waitUntil(() => Date.now() > endsAt, {
        timeoutMs: 2 * MINUTE_MS,
        what: 'the planned end',
      });
      school.zoom.controls.endMeeting(id);
      await shows('Ended');
    }
  );

  it.each(SPEEDS)(
    'says why Zoom refused it, and is scheduled by Retry: %s',
    async (how, isSlow) => {
      const courseName = `Biology ${how}`;
      school.zoom.controls.addFault({
        kind: 'status',
        method: 'POST',
        path: '/users/*/meetings',
        status: 400,
        body: { code: 300, message: 'The account is on holiday.' },
      });
      const documentId = await school.editor.schedule(sessionData({ courseName }));
      page = await school.visit({ isSlow });
      await open(documentId);
      await shows('Failed');
      await panel().getByText('on holiday').waitFor();
      await press('Retry now');
      await shows('Scheduled');
      expect(titled(`${courseName} - Session 1`)).toBeDefined();
    }
  );

  it.each(SPEEDS)(
    'shows what somebody changed in Zoom, and takes it over: %s',
    async (how, isSlow) => {
      const courseName = `History ${how}`;
      const documentId = await school.editor.schedule(sessionData({ courseName }));
      page = await school.visit({ isSlow });
      await open(documentId);
      await shows('Scheduled');
      const id = titled(`${courseName} - Session 1`)?.id ?? '';
      school.zoom.controls.changeMeeting(id, { duration: 75 });
      await press('Take over what Zoom says');
      await waitUntil(async () => (await school.editor.read(documentId)).duration === 75, {
        what: 'the duration in the session',
        timeoutMs: 60_000,
      });
      await page.getByLabel('Duration (minutes)').and(page.locator('[value="75"]')).waitFor();
    }
  );

  it.each(['light', 'dark'] as const)('has no serious finding of axe-core, %s', async (theme) => {
    const documentId = await school.editor.schedule(sessionData({ courseName: `Art ${theme}` }));
    page = await school.visit({ theme });
    await open(documentId);
    await shows('Scheduled');
    expect(await seriousFindings(page, { within: panel() })).toEqual([]);
  });

  it('is not drawn for a role without the right to see meetings', async () => {
    const documentId = await school.editor.schedule(sessionData({ courseName: 'Music' }));
    const editor = await school.cms.createAdminUser({ role: 'strapi-editor' });
    const { body: roles } = await school.admin.get('/admin/roles');
    const role = roles.data.find((one: { code: string }) => one.code === 'strapi-editor');
    const { body: granted } = await school.admin.get(`/admin/roles/${role.id}/permissions`);
    type Permission = Record<'action' | 'subject' | 'properties' | 'conditions', unknown>;
    const permissions = granted.data
      .filter(({ action }: Permission) => action !== 'plugin::zoom.meetings.read')
      .map(({ action, subject, properties, conditions }: Permission) => ({
        ...{ action, subject, properties, conditions },
      }));
    const saved = await school.admin
      .put(`/admin/roles/${role.id}/permissions`)
      .send({ permissions });
    expect(saved.status).toBe(200);
    page = await school.visit({ email: editor.email });
    await open(documentId);
    await page.getByRole('heading', { level: 1, name: 'Music - Session 1' }).waitFor();
    await page.getByRole('heading', { name: 'Entry', level: 2 }).waitFor();
    expect(await panel().count()).toBe(0);
  });

  it('is published with the keyboard alone', async () => {
    const documentId = await school.editor.save(sessionData({ courseName: 'Keys' }));
    page = await school.visit();
    await open(documentId);
    const publish = page.getByRole('button', { name: 'Publish', exact: true });
    await publish.waitFor();
    await page.getByRole('textbox', { name: 'Agenda' }).focus();
    await waitUntil(
      async () => {
        await page.keyboard.press('Tab');
        return publish.evaluate((element) => element === document.activeElement);
      },
      { what: 'the focus on Publish', timeoutMs: 60_000 }
    );
    await page.keyboard.press('Enter');
    await shows('Scheduled');
    const copy = panel().getByRole('button', { name: 'Copy join link' });
    await waitUntil(
      async () => {
        await page.keyboard.press('Tab');
        return copy.evaluate((element) => element === document.activeElement);
      },
      { what: 'the focus on the link', timeoutMs: 60_000 }
    );
  });
});

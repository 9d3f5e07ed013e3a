import { loadSentences, saidIn } from '../../admin/src/said/load';
import { loadTexts, LOCALES } from '../../admin/src/translations/areas';
import { say } from '../../contracts/sentences';
import { UID } from '../../contracts/identifiers';
import { describeInBrowser, type Page } from '../support/browser';
import { openSchool, type School } from '../support/school';
import { inHours, sessionData } from '../support/sessions';
import { waitUntil } from '../support/wait';

const LIST = `/admin/content-manager/collection-types/${UID.courseSession}`;
const HOST = 'gone@school.example';
const COURSE = 'Astronomy';
const TOPIC = `${COURSE} - Session 1`;
const WEB_PAGE = say('download.webPage');
const OTHERS = LOCALES.filter((locale) => locale !== 'en');

/** The panel in the languages that the playground offers. */
describeInBrowser('the admin panel in another language', () => {
  let school: School;
  let page: Page;
  let failed: string;

  /** A class whose recording was to be copied, and Zoom gave a web page instead of it. */
  const failToArchive = async (): Promise<void> => {
    const { controls, meetings } = school.zoom;
    await school.connectWebhook();
    controls.setDownloads({ html: true });
    await school.editor.schedule(sessionData({ courseName: COURSE, startTime: inHours(-0.2) }));
    const { id } = await waitUntil(() => meetings().find(({ topic }) => topic === TOPIC), {
      what: 'the meeting in Zoom',
    });
    const { uuid } = controls.startMeeting(id);
    controls.startRecording(id);
    controls.stopRecording(id);
    controls.endMeeting(id);
    controls.completeRecording(uuid);
    await waitUntil(
      async () => (await school.admin.get('/zoom/recordings')).text.includes(WEB_PAGE),
      { what: 'an archive that failed', timeoutMs: 60_000 }
    );
  };

  beforeAll(async () => {
    const archive = { enabled: true };
    school = await openSchool({ settings: { allowAllHosts: true, archive } });
    failed = await school.editor.schedule(sessionData({ hostEmail: HOST }));
    await failToArchive();
  });
  afterAll(() => school?.close());
  afterEach(() => page.context().close());

  it.each(OTHERS)('says in %s why a meeting failed, and what a test found', async (language) => {
    await loadSentences(language);
    const said = saidIn(language);
    const panel = await loadTexts('panel', language);
    const settings = await loadTexts('settings', language);
    page = await school.visit({ language });

    await page.goto(`${school.cms.url}${LIST}/${failed}`);
    await page.getByText(panel['zoom.panel.state.failed']!, { exact: true }).first().waitFor();
    const what = say('call.createMeeting', { host: HOST });
    const reason = say('refused.noHost', { what, host: HOST });
    expect(said(reason)).not.toBe(reason);
    await page.getByText(said(reason), { exact: true }).waitFor();

    await page.goto(`${school.cms.url}/admin/settings/zoom`);
    await page
      .getByRole('button', { name: settings['zoom.connection.test']!, exact: true })
      .click();
    await page.getByText(said(say('connection.accepted')), { exact: true }).waitFor();
    await page.getByText(said(say('connection.scopesAll')), { exact: true }).waitFor();
  });

  it.each(OTHERS)(
    'says in %s why a recording has no copy, and what copying means',
    async (language) => {
      await loadSentences(language);
      const said = saidIn(language);
      const recordings = await loadTexts('recordings', language);
      page = await school.visit({ language });

      await page.goto(`${school.cms.url}/admin/plugins/zoom/recordings`);
      const showFiles = recordings['zoom.recordings.showFiles']!.replace('{topic}', TOPIC);
      await page.getByRole('button', { name: showFiles, exact: true }).click();
      expect(said(WEB_PAGE)).not.toBe(WEB_PAGE);
      await page.getByText(said(WEB_PAGE), { exact: true }).first().waitFor();

      await page.goto(`${school.cms.url}/admin/settings/zoom#recordings`);
      await page.getByText(said(say('archive.public')), { exact: true }).waitFor();
    }
  );
});

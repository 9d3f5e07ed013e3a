import { loadSentences, saidIn } from '../../admin/src/said/load';
import { loadTexts, LOCALES } from '../../admin/src/translations/areas';
import { say } from '../../contracts/sentences';
import { UID } from '../../contracts/identifiers';
import { describeInBrowser, type Page } from '../support/browser';
import { openSchool, type School } from '../support/school';
import { sessionData } from '../support/sessions';

const LIST = `/admin/content-manager/collection-types/${UID.courseSession}`;
const HOST = 'gone@school.example';
const OTHERS = LOCALES.filter((locale) => locale !== 'en');

/** The panel in the languages that the playground offers. */
describeInBrowser('the admin panel in another language', () => {
  let school: School;
  let page: Page;
  let failed: string;

  beforeAll(async () => {
    school = await openSchool({ settings: { allowAllHosts: true } });
    failed = await school.editor.schedule(sessionData({ hostEmail: HOST }));
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
});

import { UID } from '../../contracts/identifiers';
import { describeInBrowser, type Page } from '../support/browser';
import { openSchool, type School } from '../support/school';
import { inHours, sessionData } from '../support/sessions';
import { waitUntil } from '../support/wait';

const MINUTE_MS = 60_000;
const SESSIONS = `/admin/content-manager/collection-types/${UID.courseSession}`;
const VTT = `WEBVTT

1
00:00:01.000 --> 00:00:04.000
Maria Keller: Photosynthesis turns light into sugar.
`;

/** What an editor finds when the class is over. */
describeInBrowser('after a class, in the browser', () => {
  let school: School;
  let page: Page;

  beforeAll(async () => {
    school = await openSchool({ settings: { releaseRecordings: 'by-editor' } });
    await school.connectWebhook();
    await school.cms.admin.token();
  });
  afterAll(() => school?.close());
  afterEach(() => page.context().close());

  const panel = () =>
    page
      .getByRole('complementary')
      .filter({ has: page.getByRole('heading', { name: 'Zoom meeting' }) });

  /** A class of thirteen minutes that began twelve minutes ago; two came, and Zoom recorded it. */
  const holdClass = async (courseName: string) => {
    const { controls } = school.zoom;
    const documentId = await school.editor.schedule(
      sessionData({ courseName, startTime: inHours(-0.2), duration: 13 })
    );
    const topic = `${courseName} - Session 1`;
    const { id } = await waitUntil(
      () => school.zoom.meetings().find((meeting) => meeting.topic === topic),
      { what: 'the meeting in Zoom' }
    );
    const at = (minute: number) => Date.now() + (minute - 12) * MINUTE_MS;
    const { uuid } = controls.startMeeting(id, { at: at(0) });
    controls.joinMeeting(id, { name: 'Lena Vogt', email: 'lena@students.example', at: at(0) });
    controls.joinMeeting(id, { name: 'Tom Berg', email: 'tom@students.example', at: at(4) });
    controls.startRecording(id, { at: at(1) });
    controls.stopRecording(id, { at: at(11) });
    controls.endMeeting(id, { at: at(11) });
    controls.completeRecording(uuid);
    controls.completeTranscript(uuid, { vtt: VTT });
    await controls.webhooksSettled();
    return { documentId };
  };

  const callerOf = async (permissions: string[]) =>
    school.cms.requestAs(await school.cms.createApiToken({ type: 'custom', permissions }));

  it.each([
    ['at full speed', 'Botany', false],
    ['over a slow network', 'Slow botany', true],
  ])('who came is listed beside the session: %s', async (_how, courseName, isSlow) => {
    const { documentId } = await holdClass(courseName);
    page = await school.visit({ isSlow });
    await page.goto(`${school.cms.url}${SESSIONS}/${documentId}`);
    await panel().getByRole('link', { name: '2 people' }).click();
    await page
      .getByRole('heading', { name: `${courseName} - Session 1` })
      .first()
      .waitFor();
    await page.getByText('Lena Vogt').first().waitFor();
    await page.getByText('Tom Berg').first().waitFor();
  });

  it('a recording held back is in nobody’s API until an editor releases it', async () => {
    const { documentId } = await holdClass('Zoology');
    const site = await callerOf(['plugin::zoom.recording.find', 'plugin::zoom.meeting.find']);
    const files = async (): Promise<unknown[]> => {
      const path = `/api/zoom/recordings?filters[meeting][topic][$eq]=Zoology - Session 1`;
      return (await site.get(path).expect(200)).body.data;
    };
    page = await school.visit();
    await page.goto(`${school.cms.url}${SESSIONS}/${documentId}`);
    const video = panel().getByRole('switch', { name: /^Release Video/ });
    await video.waitFor();
    expect(await files()).toEqual([]);
    await video.click();
    await page.getByText('Released: front ends can show it now').first().waitFor();
    expect(await files()).toMatchObject([{ fileType: 'MP4' }]);
  });

  it('what was said is found, and the passage opened', async () => {
    await holdClass('Physiology');
    page = await school.visit();
    await page.goto(`${school.cms.url}/admin/plugins/zoom/recordings`);
    await page.getByRole('tab', { name: 'Search what was said' }).click();
    await page.getByLabel('Search for words').fill('photosynthesis');
    await page.keyboard.press('Enter');
    const hit = page.getByRole('region', { name: 'Physiology - Session 1' });
    await hit.getByText('turns light into sugar').waitFor();
    await hit.getByRole('button', { name: /^Go to 0:01/ }).click();
    await page.getByRole('dialog').getByText('turns light into sugar').first().waitFor();
  });
});

import { UID } from '../../contracts/identifiers';
import { describeInBrowser, type Page } from '../support/browser';
import { openSchool, type School } from '../support/school';
import { findingsOf, THEMES, VIEWPORT, type Screen, type Theme } from '../support/screens';
import { playTerm, TERM_SETTINGS, type Term } from '../support/term';
import { EVENT_UID } from '../support/term-classes';

/** A class of it lasts until its planned end, and two busy cores take their time with the rest. */
const A_TERM_MS = 10 * 60_000;

const ZOOM = '/admin/plugins/zoom';
const SETTINGS = '/admin/settings/zoom';
const LISTS = '/admin/content-manager/collection-types';

const text = (shown: string) => (page: Page) => page.getByText(shown);
const row = (shown: string) => (page: Page) => page.getByRole('row').filter({ hasText: shown });
const heading = (name: string) => (page: Page) => page.getByRole('heading', { level: 2, name });

/** What the widgets of the home page show; their headings are Strapi's. */
const widgets = (page: Page) => page.locator('[aria-labelledby^="plugin::zoom."] > :not(header)');

const EMPTY: Screen[] = [
  { name: 'overview', shows: text('Nothing here. All is well.') },
  { name: 'meetings', shows: text('No meetings yet.') },
  { name: 'attendance', shows: text('No session has run yet.') },
  { name: 'recordings', shows: text('Nothing has been recorded yet.') },
  { name: 'registrants', shows: text('Choose a meeting to see') },
  { name: 'notices', shows: text('No notice has been sent yet.') },
  { name: 'event-log', shows: text('Nothing has come from Zoom yet.') },
].map(({ name, shows }) => ({ name: `${name}-empty`, path: `${ZOOM}/${name}`, shows }));

const FULL: (Omit<Screen, 'path'> & { path: (term: Term) => string })[] = [
  { name: 'overview', path: () => `${ZOOM}/overview`, shows: text('Design clinic') },
  { name: 'meetings', path: () => `${ZOOM}/meetings`, shows: row('Typography') },
  { name: 'attendance', path: () => `${ZOOM}/attendance`, shows: row('Cell biology') },
  {
    name: 'attendance-session',
    path: ({ run }) => `${ZOOM}/attendance/${run}`,
    shows: row('Ben Basic'),
  },
  {
    name: 'attendance-people',
    path: () => `${ZOOM}/attendance?view=people`,
    shows: row('Ben Basic'),
  },
  { name: 'recordings', path: () => `${ZOOM}/recordings`, shows: row('Cell biology') },
  {
    name: 'transcripts',
    path: () => `${ZOOM}/recordings?view=transcripts&search=oxygen`,
    shows: text('Where does the'),
  },
  {
    name: 'registrants',
    path: ({ registration }) => `${ZOOM}/registrants?meeting=${registration}`,
    shows: row('Yusuf Demir'),
  },
  { name: 'notices', path: () => `${ZOOM}/notices`, shows: row('Yusuf Demir') },
  { name: 'event-log', path: () => `${ZOOM}/event-log`, shows: row('meeting.') },
  {
    name: 'event-health',
    path: () => `${ZOOM}/event-log?view=health`,
    shows: text('meeting.started'),
  },
  {
    name: 'home',
    path: () => '/admin/',
    shows: (page) => widgets(page).getByText('1 meeting failed'),
    ours: widgets,
  },
  {
    name: 'session-list',
    path: () => `${LISTS}/${UID.courseSession}?sort=startTime:ASC`,
    shows: text('Changed in Zoom'),
    ours: (page) => page.locator('tbody'),
  },
];

/** The sections of the settings: their name in the address, and their heading. */
const SECTIONS: [id: string, title: string][] = [
  ['setup', 'Getting started'],
  ['connection', 'Connection'],
  ['webhooks', 'Webhooks'],
  ['defaults', 'Meeting defaults'],
  ['hosts', 'Hosts'],
  ['joining', 'Joining'],
  ['registration', 'Registration'],
  ['embedding', 'Embedding'],
  ['recordings', 'Recordings'],
  ['attendance', 'Attendance'],
  ['notices', 'Notices'],
  ['calendar', 'Calendars'],
  ['privacy', 'Privacy'],
];

/** The states of a session, and what its side panel shows then. */
const SESSIONS: [state: keyof Term, shown: string][] = [
  ['draft', 'Not scheduled'],
  ['scheduled', 'Copy join link'],
  ['live', '4 people are in the meeting'],
  ['ended', 'Video'],
  ['failed', 'no licence'],
  ['drifted', 'Take over what Zoom says'],
  ['longText', 'Copy join link'],
  ['event', 'Copy join link'],
];

const inPanel = (shown: string) => (page: Page) =>
  page
    .getByRole('complementary')
    .filter({ has: page.getByRole('heading', { name: 'Zoom meeting' }) })
    .getByText(shown);

const sessionScreen = (term: Term, [state, shown]: (typeof SESSIONS)[number]): Screen => {
  const type = state === 'event' ? EVENT_UID : UID.courseSession;
  return {
    name: `session-${state === 'longText' ? 'long-text' : state}`,
    path: `${LISTS}/${type}/${term[state]}?plugins[i18n][locale]=en`,
    shows: inPanel(shown),
  };
};

/** What links lead to, without the place they are on. */
const destinations = (page: Page, nav: string): Promise<string[]> =>
  page
    .getByRole('navigation', { name: nav })
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));

/** Each screen as an admin sees it, judged by axe-core; with SCREENSHOTS=folder in pictures, too. */
describeInBrowser('the screens of the admin panel', () => {
  let school: School;
  const pages = new Map<Theme, Page>();

  beforeAll(async () => {
    school = await openSchool({ settings: null });
    const { email, password } = school.cms.admin;
    for (const theme of THEMES) {
      const context = { viewport: VIEWPORT, reducedMotion: 'reduce' as const };
      const visit = { url: school.cms.url, email, password, theme, context };
      pages.set(theme, await school.browser.visit(visit));
    }
  });
  afterAll(() => school?.close());

  const pageIn = (theme: Theme): Page => {
    const page = pages.get(theme);
    if (page === undefined) throw new Error(`No page in the ${theme} theme.`);
    return page;
  };
  const expectNoFinding = async (theme: Theme, screen: Screen): Promise<void> => {
    const findings = await findingsOf(pageIn(theme), { screen, url: school.cms.url, theme });
    expect(findings).toEqual([]);
  };

  test.each(THEMES)('the first-run guide, %s', (theme) =>
    expectNoFinding(theme, {
      name: 'first-run',
      path: SETTINGS,
      shows: heading('Getting started'),
    })
  );

  describe('with an account, and nothing else', () => {
    beforeAll(async () => {
      const settings = { ...school.zoom.settings, deleteGraceSeconds: 0, ...TERM_SETTINGS };
      const saved = await school.admin.put('/zoom/settings').send(settings);
      expect(saved.status).toBe(200);
    });

    describe.each(THEMES)('%s', (theme) => {
      test.each(EMPTY)('$name', (screen) => expectNoFinding(theme, screen));
    });

    test('these are all pages', async () => {
      const links = await destinations(pageIn('light'), 'Zoom');
      expect(links.map((link) => `/admin${link.replace(/^\/admin/, '')}`)).toEqual(
        EMPTY.map(({ path }) => path)
      );
    });
  });

  describe('in the middle of a term', () => {
    let term: Term;

    beforeAll(async () => {
      await school.connectWebhook();
      term = await playTerm(school);
    }, A_TERM_MS);

    describe.each(THEMES)('%s', (theme) => {
      test.each(FULL)('$name', ({ path, ...screen }) =>
        expectNoFinding(theme, { ...screen, path: path(term) })
      );
      test.each(SECTIONS)('settings: %s', (id, title) =>
        expectNoFinding(theme, {
          name: `settings-${id}`,
          path: `${SETTINGS}#${id}`,
          shows: heading(title),
        })
      );
      test.each(SESSIONS)('a session: %s', (...state) =>
        expectNoFinding(theme, sessionScreen(term, state))
      );
    });

    test('these are all sections of the settings', async () => {
      const page = pageIn('light');
      await page.goto(`${school.cms.url}${SETTINGS}#privacy`);
      await heading('Privacy')(page).waitFor();
      const links = await destinations(page, 'Sections of the settings');
      expect(links.map((link) => link.split('#')[1])).toEqual(SECTIONS.map(([id]) => id));
    });
  });
});

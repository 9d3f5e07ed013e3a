import { readFileSync } from 'node:fs';

import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from 'playwright-core';

import { CHROMIUM_FLAGS, findChromium } from '../../scripts/chromium';

export type { Page } from 'playwright-core';

/** Skipped, under a title that `npm test` prints with the reason, where there is no Chromium. */
export const describeInBrowser: jest.Describe =
  findChromium() === undefined ? describe.skip : describe;

/** The guided tour of a new Strapi covers the page; a theme is what Strapi keeps under this name. */
const prepareStorage = (theme: 'light' | 'dark', language: string): string => `
  localStorage.setItem('STRAPI_GUIDED_TOUR', '{"enabled":false}');
  localStorage.setItem('STRAPI_THEME', '${theme}');
  localStorage.setItem('strapi-admin-language', '${language}');
`;

export type Visit = {
  url: string;
  email: string;
  password: string;
  /** @default 'light' */
  theme?: 'light' | 'dark';
  /** Of the admin panel's texts. @default 'en' */
  language?: string;
  /** As over a poor mobile network. */
  isSlow?: boolean;
  context?: BrowserContextOptions;
};

export type TestBrowser = {
  /** A page of a person who has logged in to the admin panel, with storage of its own. */
  visit(visit: Visit): Promise<Page>;
  /** A page of nobody in particular. */
  open(context?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
};

/** Answers arrive 300 ms later and at 400 kB a second. */
const SLOW = {
  offline: false,
  latency: 300,
  downloadThroughput: 400_000,
  uploadThroughput: 200_000,
};

/** How long a page may take on two busy cores. */
const PATIENCE_MS = 45_000;

const slowDown = async (page: Page): Promise<void> => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW);
};

const logIn = async (page: Page, { url, email, password }: Visit): Promise<void> => {
  await page.goto(`${url}/admin/auth/login`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((at) => !at.pathname.includes('/auth/'));
  await page.getByRole('heading', { level: 1 }).first().waitFor();
};

/** The system's Chromium, without a window. */
export const openBrowser = async (): Promise<TestBrowser> => {
  // Strapi allows five log-ins in five minutes: whoever was here before comes with the same cookies.
  const known = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium on this machine.');
  const browser: Browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: 1366, height: 900 },
      locale: 'en-GB',
      timezoneId: 'America/New_York',
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return context.newPage();
  };
  return {
    open,
    async visit(visit) {
      const { theme = 'light', language = 'en' } = visit;
      const key = `${visit.url} ${visit.email}`;
      const storageState = known.get(key);
      const page = await open({
        colorScheme: theme,
        ...(storageState && { storageState }),
        ...visit.context,
      });
      await page.context().addInitScript(prepareStorage(theme, language));
      if (storageState === undefined) {
        await logIn(page, visit);
        known.set(key, await page.context().storageState());
      }
      if (visit.isSlow) await slowDown(page);
      return page;
    },
    close: () => browser.close(),
  };
};

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export type Finding = { rule: string; impact: string; where: string[] };

/** What axe-core finds to be serious or critical, on the whole page or in a part of it. */
export const seriousFindings = async (
  page: Page,
  { within = page.locator('body') }: { within?: Locator } = {}
): Promise<Finding[]> => {
  await page.evaluate(AXE);
  return within.evaluate(async (element) => {
    type AxeResult = {
      id: string;
      impact: string;
      nodes: { html: string; failureSummary?: string }[];
    };
    type Axe = { run(context: unknown, options: object): Promise<{ violations: AxeResult[] }> };
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(element, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => ({
        rule: id,
        impact,
        where: nodes.map(({ html, failureSummary = '' }) => `${html} ${failureSummary}`),
      }));
  });
};

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { chromium, type Page } from 'playwright-core';

import { UID } from '../contracts/identifiers';
import { ROOT } from './processes';

const USAGE = `npx tsx scripts/screenshots.ts <url> <email> <password>

Makes the pictures of docs/images from a running Strapi, such as the one that
\`npm run demo\` leaves up: its address and an administrator's log-in are printed there.
CHROMIUM says which browser (default /usr/bin/chromium).`;

const IMAGES = path.join(ROOT, 'docs/images');

/** The guided tour of a new Strapi covers the page. */
const WITHOUT_GUIDED_TOUR = `localStorage.setItem('STRAPI_GUIDED_TOUR', '{"enabled":false}')`;

type Target = { url: string; email: string; password: string };

const logIn = async (page: Page, { url, email, password }: Target): Promise<void> => {
  await page.goto(`${url}/admin/auth/login`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((at) => !at.pathname.includes('/auth/'));
  await page.getByRole('heading', { level: 1 }).waitFor();
  const announcement = page.getByRole('button', { name: 'Close', exact: false });
  if (await announcement.count()) await announcement.first().click();
};

const takeSettings = async (page: Page, { url }: Target): Promise<void> => {
  await page.goto(`${url}/admin/settings/zoom`);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByText('Connected to Zoom successfully!').waitFor();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: path.join(IMAGES, 'settings.png') });
};

const takeSessionPanel = async (page: Page, { url }: Target): Promise<void> => {
  const soonestFirst = `status=published&sort=startTime:ASC&filters[startTime][$gt]=${new Date().toISOString()}`;
  await page.goto(
    `${url}/admin/content-manager/collection-types/${UID.courseSession}?${soonestFirst}`
  );
  await page.locator('tbody tr').first().click();
  await page.getByRole('button', { name: 'Copy join link' }).waitFor();
  await page.screenshot({ path: path.join(IMAGES, 'session-panel.png') });
};

const main = async (): Promise<void> => {
  const [url, email, password] = process.argv.slice(2);
  if (!url || !email || !password) {
    console.error(USAGE);
    process.exitCode = 1;
    return;
  }
  await mkdir(IMAGES, { recursive: true });
  const profile = await mkdtemp(path.join(tmpdir(), 'zoom-screenshots-'));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    viewport: { width: 1366, height: 900 },
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'America/New_York',
  });
  try {
    await browser.addInitScript(WITHOUT_GUIDED_TOUR);
    const page = browser.pages()[0] ?? (await browser.newPage());
    const target = { url: url.replace(/\/$/, ''), email, password };
    await logIn(page, target);
    await takeSettings(page, target);
    await takeSessionPanel(page, target);
    console.log(`Pictures are in ${path.relative(process.cwd(), IMAGES)}`);
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

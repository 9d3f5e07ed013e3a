import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { Locator } from 'playwright-core';

import { seriousFindings, type Finding, type Page } from './browser';
import { waitUntil } from './wait';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export type Screen = {
  /** Of the picture. */
  name: string;
  /** Below the address of Strapi. */
  path: string;
  /** What is seen once its content has arrived. */
  shows: (page: Page) => Locator;
  /** What is ours of a screen of Strapi, which has findings of its own. @default all of it */
  ours?: (page: Page) => Locator;
};

/** A picture of a screen is no higher than this; what is below is judged all the same. */
export const VIEWPORT = { width: 1280, height: 960 };

/** How long a screen may take on two busy cores. */
const PATIENCE_MS = 90_000;

/** What the design system and Strapi draw while something is on its way. */
const waiting = (page: Page): Locator => page.locator('[role=alert]:has(> img), [aria-busy=true]');

/** Strapi's news above the page: this and that belongs in no picture, and moves what is below it. */
const closeNews = async (page: Page): Promise<void> => {
  const news = page.getByText('Introducing the new Media Library');
  if ((await news.count()) === 0) return;
  await news.locator('xpath=ancestor::*[.//button][1]//button').click();
  await news.waitFor({ state: 'detached' });
};

/** The images of the page are there, its fonts too, and what moves of itself has come to rest. */
const comeToRest = async (page: Page): Promise<void> => {
  await waitUntil(async () => (await waiting(page).count()) === 0, {
    what: 'the end of all waiting signs',
    timeoutMs: PATIENCE_MS,
    everyMs: 100,
  });
  await page.locator('html').evaluate(async ({ ownerDocument }) => {
    await ownerDocument.fonts.ready;
    type Motion = { finished: Promise<unknown>; effect: { getComputedTiming(): object } | null };
    const motions: Motion[] = ownerDocument.getAnimations();
    // What has no end, such as a spinner, would keep us for ever.
    const ending = motions.filter(
      ({ effect }) => effect && Reflect.get(effect.getComputedTiming(), 'endTime') !== Infinity
    );
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
};

/** Where pictures are wanted: `npm run screenshots` says so. */
const FOLDER = process.env.SCREENSHOTS;

const takePicture = async (page: Page, name: string): Promise<void> => {
  if (!FOLDER) return;
  await mkdir(FOLDER, { recursive: true });
  await page.mouse.move(0, 0);
  await page.screenshot({
    path: path.join(FOLDER, `${name}.png`),
    animations: 'disabled',
    caret: 'hide',
  });
};

/** Opens a screen, waits for its content, takes its picture if wanted; gives what axe-core finds. */
export const findingsOf = async (
  page: Page,
  { screen, url, theme }: { screen: Screen; url: string; theme: Theme }
): Promise<Finding[]> => {
  const { name, path: at, shows, ours = (whole: Page) => whole.locator('body') } = screen;
  await page.goto(`${url}${at}`);
  const content = shows(page).first();
  await content.waitFor({ timeout: PATIENCE_MS });
  await closeNews(page);
  await comeToRest(page);
  await content.scrollIntoViewIfNeeded();
  await takePicture(page, `${name}-${theme}`);
  const findings: Finding[] = [];
  const parts = await ours(page).all();
  if (parts.length === 0) throw new Error(`Nothing of ${name} is ours.`);
  for (const within of parts) findings.push(...(await seriousFindings(page, { within })));
  return findings;
};

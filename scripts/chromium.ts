/** The browser that screenshots and browser tests run in: the system's own, never a download. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** How to come by one, for whoever has none. */
export const CHROMIUM_HINT =
  'install Chromium (Debian: apt-get install chromium), or name one in the variable CHROMIUM';

/** The executable of a Chromium on this machine; `CHROMIUM` names one that lies elsewhere. */
export const findChromium = (): string | undefined => {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined;
  return PLACES.find((place) => existsSync(place));
};

const run = (command: string, args: string[]): Promise<void> =>
  new Promise((resolve) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const child = spawn(command, args, { stdio: 'ignore', env });
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });

/** Installs Debian's Chromium where this process may; says whether there is one afterwards. */
export const installChromium = async (): Promise<string | undefined> => {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return undefined;
  await run('apt-get', ['update']);
  await run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium']);
  return findChromium();
};

/** For root in a container, without a graphics card, and silent towards the internet. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

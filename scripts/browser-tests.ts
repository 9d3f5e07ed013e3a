import { CHROMIUM_HINT, findChromium, installChromium } from './chromium';
import { buildPlayground, prepareSecrets } from './demo/playground';
import { bold, green, print, withHeartbeat, yellow } from './terminal';

/** A browser, and the playground's admin panel to open in it; says whether there is one now. */
export const prepareBrowserTests = async (): Promise<boolean> => {
  if (findChromium() === undefined) {
    print(bold('Installing Chromium'));
    const found = await withHeartbeat('apt-get install chromium', installChromium);
    print(found === undefined ? yellow(`  not possible here: ${CHROMIUM_HINT}`) : green('  done'));
    if (found === undefined) return false;
  }
  print(bold('Building the playground'));
  await prepareSecrets();
  const result = await withHeartbeat('Strapi bundles its admin panel', () =>
    buildPlayground(process.env)
  );
  print(green(result === 'built' ? '  built' : '  up to date'));
  return true;
};

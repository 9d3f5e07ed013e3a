/**
 * Strapi as a process of its own, for tests that kill it: `tsx strapi-child.ts <app folder>`.
 * Says `{ listening: true }` to its parent; SIGTERM is a clean stop.
 */
import { createStrapi } from '@strapi/strapi';

const [appDir] = process.argv.slice(2);
if (appDir === undefined) throw new Error('Usage: strapi-child.ts <app folder>');

const strapi = createStrapi({ appDir, distDir: appDir, autoReload: false, serveAdminPanel: false });

const stop = async (): Promise<void> => {
  await strapi.destroy();
  process.exit(0);
};
process.once('SIGTERM', () => void stop());

void strapi.start().then(() => process.send?.({ listening: true }));

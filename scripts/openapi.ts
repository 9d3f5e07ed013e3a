/** `npm run openapi`: writes docs/openapi.json from the routes of a Strapi that has the plugin. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { bootStrapi } from '../tests/support/strapi';
import { describeApi, writtenDocument } from './openapi/document';
import { ROOT } from './processes';

const main = async (): Promise<void> => {
  const cms = await bootStrapi();
  try {
    const document = describeApi(cms.strapi);
    await writeFile(path.join(ROOT, 'docs/openapi.json'), writtenDocument(document));
  } finally {
    await cms.stop();
  }
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

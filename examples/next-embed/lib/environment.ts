import 'server-only';

import { z } from 'zod';

const schema = z.object({
  STRAPI_URL: z.url(),
  STRAPI_TOKEN: z.string().min(1),
  SITE_URL: z.url().default('http://localhost:3000'),
  REVALIDATE_SECRET: z.string().min(16),
});

/** Read when it is needed: the build needs none of it. Throws with the names of what is missing. */
export const environment = (): z.infer<typeof schema> => schema.parse(process.env);

import type { Core } from '@strapi/types';
import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import type { PluginConfig } from '../config';
import { createArrivals } from '../privacy/arrivals';
import { createErasedPeople } from '../privacy/erased-people';

const createdSchema = z.object({ params: z.object({ data: z.object({ email: z.string() }) }) });

/** The first key that is configured: none of them is in the database. */
const keyOf = (strapi: Core.Strapi, config: PluginConfig): string => {
  const own = config.encryptionKey ?? strapi.config.get('admin.secrets.encryptionKey');
  return own ? String(own) : JSON.stringify(strapi.config.get('server.app.keys', []));
};

/** Who was erased, and what arrives of them later. */
export const composeErased = (strapi: Core.Strapi, config: PluginConfig) => {
  const erased = createErasedPeople({ database: strapi.db, key: keyOf(strapi, config) });

  // Whoever writes a registrant: the panel, the site, a script.
  strapi.db.lifecycles.subscribe({
    models: [UID.registrant],
    afterCreate: async (event) => {
      const created = createdSchema.safeParse(event);
      if (created.success) await erased.forget(created.data.params.data.email);
    },
  });

  return { erased, arrivals: createArrivals({ database: strapi.db, erased }) };
};

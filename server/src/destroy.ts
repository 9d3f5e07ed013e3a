import type { Core } from '@strapi/types';
import { running } from './running';

/** Runs before Strapi closes its server and database: jobs under way may still save. */
export const destroy = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await running.get(strapi)?.stop();
  running.delete(strapi);
};

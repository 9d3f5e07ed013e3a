import { z } from 'zod';

type Context = { state: { userAbility?: { can(action: string): boolean } } };

const configSchema = z.object({ actions: z.array(z.string()) });

/**
 * Lets an admin in who holds one of the permissions. (`admin::hasPermissions` asks for all of its
 * actions [@strapi/admin 5.54].)
 */
export const anyPermission = ({ state }: Context, config: unknown): boolean =>
  configSchema.parse(config).actions.some((action) => state.userAbility?.can(action) === true);

import type { Core } from '@strapi/types';
import { ADMIN_PERMISSION, UID } from '../../../contracts/identifiers';
import type { PluginStore } from './installation';

const KEY = 'role-grants';
const EXPLORER = 'plugin::content-manager.explorer';
const EVERY = ['create', 'read', 'update', 'delete', 'publish'];
const OWN_ENTRIES = 'admin::is-creator';

/** What a role may do with course sessions from the start. */
const GRANTS = [
  { role: 'strapi-editor', actions: EVERY, conditions: [] as string[] },
  {
    role: 'strapi-author',
    actions: EVERY.filter((action) => action !== 'publish'),
    conditions: [OWN_ENTRIES],
  },
];

/**
 * Gives Editor and Author what they need to work with sessions, once per database: Strapi's own
 * grants to a localised plugin type lack the locales (an Editor creates an entry and then sees an
 * empty list), delete and publish. Never again afterwards, so that what an admin takes away stays
 * away. To be called when the server listens: on a new database the roles do not exist before.
 */
export const grantRoles = async (strapi: Core.Strapi, store: PluginStore): Promise<void> => {
  if (await store.get({ key: KEY })) return;
  const roles: { id: number; code: string }[] = await strapi.db
    .query('admin::role')
    .findMany({ where: { code: { $in: GRANTS.map(({ role }) => role) } } });
  if (roles.length === 0) return;

  const fields: string[] = strapi
    .service('admin::content-type')
    .getNestedFields(strapi.contentType(UID.courseSession), {
      components: { ...strapi.components },
    });
  const locales: string[] = (await strapi.db.query('plugin::i18n.locale').findMany()).map(
    ({ code }: { code: string }) => code
  );
  const permissions = strapi.db.query('admin::permission');
  for (const { role, actions, conditions } of GRANTS) {
    const id = roles.find(({ code }) => code === role)?.id;
    if (id === undefined) continue;
    await permissions.deleteMany({
      where: { role: { id }, subject: UID.courseSession, action: { $startsWith: EXPLORER } },
    });
    for (const action of actions) {
      // Delete and publish are of the whole entry: Strapi knows no fields for them.
      const isWhole = action === 'delete' || action === 'publish';
      await permissions.create({
        data: {
          action: `${EXPLORER}.${action}`,
          actionParameters: {},
          subject: UID.courseSession,
          properties: { ...(isWhole ? {} : { fields }), locales },
          conditions,
          role: id,
        },
      });
    }
    const hasRead = await permissions.findOne({
      where: { role: { id }, action: ADMIN_PERMISSION.meetingsRead },
    });
    if (hasRead) continue;
    await permissions.create({
      data: {
        action: ADMIN_PERMISSION.meetingsRead,
        actionParameters: {},
        subject: null,
        properties: {},
        conditions: [],
        role: id,
      },
    });
  }
  await store.set({ key: KEY, value: { at: new Date().toISOString() } });
};

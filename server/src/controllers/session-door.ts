import type { Core } from '@strapi/types';

import type { SessionDoor } from '../meeting-desk';
import { compositionOf } from '../services';

/** What is used of Koa's context: who asks. */
export type AdminState = { userAbility?: { can(action: string): boolean } };

type Version = Record<string, unknown>;

/** What the admin who asks may do with sessions: by the same rules as in the Content Manager. */
export const sessionDoorOf = (strapi: Core.Strapi, { userAbility }: AdminState): SessionDoor => {
  const checkerOf = (uid: string) =>
    strapi
      .service('plugin::content-manager.permission-checker')
      .create({ userAbility, model: uid });
  const versionsOf = (uid: string, where: Version): Promise<Version[]> =>
    strapi.db
      .query(uid as `plugin::${string}.${string}`)
      .findMany({ where, populate: ['createdBy'] });
  const bindingOf = (uid: string) => compositionOf(strapi).bindings.of(uid);

  return {
    async mayRead({ uid, documentId }) {
      if (!bindingOf(uid)) return false;
      const checker = checkerOf(uid);
      if (checker.cannot.read()) return false;
      const versions = await versionsOf(uid, { documentId });
      return versions.some((version) => !checker.cannot.read(version));
    },

    async unpublish({ uid, documentId }) {
      const binding = bindingOf(uid);
      if (!binding) return 'not-permitted';
      if (!binding.hasDraftAndPublish) return 'always-published';
      const checker = checkerOf(uid);
      const published = await versionsOf(uid, { documentId, publishedAt: { $notNull: true } });
      if (published.length === 0) return 'not-published';
      if (published.some((version) => checker.cannot.unpublish(version))) return 'not-permitted';
      await strapi.documents(uid as 'plugin::upload.file').unpublish({
        documentId,
        ...(binding.isLocalized ? { locale: '*' } : {}),
      });
      return 'unpublished';
    },
  };
};

import type { Core } from '@strapi/types';
import { UID } from '../../../contracts/identifiers';

/** Apps that only bind types of their own need not see the plugin's session type. */
export const hideWhereUnwanted = (
  strapi: Core.Strapi,
  options: { isCourseSessionVisible: boolean }
): void => {
  if (options.isCourseSessionVisible) return;
  const type = strapi.contentTypes[UID.courseSession];
  if (!type) return;
  type.pluginOptions = {
    ...type.pluginOptions,
    'content-manager': { visible: false },
    'content-type-builder': { visible: false },
  };
};

/** Hidden types are not offered by GraphQL either, where that plugin is installed. */
export const hideFromGraphql = (strapi: Core.Strapi, uids: string[]): void => {
  const graphql = strapi.plugins['graphql'];
  if (!graphql) return;
  const extension = graphql.service('extension');
  for (const uid of uids) extension.shadowCRUD(uid).disable();
};

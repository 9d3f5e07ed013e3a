import type { Core } from '@strapi/types';
import { PLUGIN_ID, UID } from '../../contracts/identifiers';
import { addBoundRelations } from './bindings/bound-relation';
import { readConfig } from './config';
import { keepOurAttributes } from './content-types/extension-guard';
import { hideFromGraphql, hideWhereUnwanted } from './content-types/visibility';
import { internalTables } from './content-types/internal-tables';
import { installFeedSecret } from './middlewares/feed-secret';
import { installBuilderSchema } from './middlewares/builder-schema';
import { installHeldBack } from './middlewares/held-back';
import { installManagementAnswers } from './middlewares/management-answers';
import { installPrivateLinks } from './middlewares/private-links';
import { installRawBody } from './middlewares/raw-body';
import { installStateFilter } from './middlewares/state-filter';
import { compositionOf } from './services';

/** Seen on the plugin's own pages and routes only. */
const HIDDEN = [
  UID.config,
  UID.meeting,
  UID.meetingInstance,
  UID.attendance,
  UID.recording,
  UID.transcript,
  UID.registrant,
];

export const register = ({ strapi }: { strapi: Core.Strapi }): void => {
  keepOurAttributes(strapi);
  const { courseSession, sessions } = readConfig(strapi);
  hideWhereUnwanted(strapi, { isCourseSessionVisible: courseSession.visible });
  addBoundRelations(Object.keys(sessions), strapi.contentTypes as never);
  installBuilderSchema(strapi, Object.keys(sessions));
  hideFromGraphql(strapi, HIDDEN);
  // What the panel draws for them: admin/src/components/SessionFields.
  strapi.customFields.register([
    { name: 'timezone', plugin: PLUGIN_ID, type: 'string' },
    { name: 'host', plugin: PLUGIN_ID, type: 'string' },
  ]);
  for (const table of internalTables) strapi.get('models').add(table);
  installFeedSecret(strapi);
  installRawBody(strapi);
  installManagementAnswers(strapi);
  installHeldBack(strapi);
  installPrivateLinks(strapi, {
    areJoinLinksShown: () => compositionOf(strapi).joining.areLinksInAnswers(),
  });
  installStateFilter({
    strapi,
    isSession: (uid) => compositionOf(strapi).bindings.of(uid) !== null,
  });
  strapi.documents.use(
    (context, next) =>
      compositionOf(strapi).sessionMiddleware(context as never, next as never) as never
  );
  strapi.documents.use(
    (context, next) =>
      compositionOf(strapi).relatedMiddleware(context as never, next as never) as never
  );
};

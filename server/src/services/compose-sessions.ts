import type { Core } from '@strapi/types';
import { createBindings } from '../bindings';
import { createBoundSince } from '../bindings/bound-since';
import { presentBoundType } from '../bindings/bound-types';
import type { AttributeFacts, TypeFacts } from '../bindings/content-type';
import type { PluginConfig } from '../config';
import type { Outbox } from '../jobs/types';
import { createSessionMiddleware } from '../meetings/document-middleware';
import { createDriftRepair } from '../meetings/drift-repair';
import { createExistingEntries } from '../meetings/existing-entries';
import type { PluginStore } from '../meetings/installation';
import { createMeetingLinks } from '../meetings/meeting-links';
import type { MeetingRows } from '../meetings/meeting-rows';
import { createRelatedChanges } from '../meetings/related-changes';
import { createSessionReader, type SessionReader } from '../meetings/session-reader';
import type { SettingsService } from '../settings';
import type { composeSettings } from './compose-settings';

type AnyUid = 'plugin::upload.file';

type Parts = { config: PluginConfig; store: PluginStore; clock: () => Date };

/** Which content types are sessions, and how their entries are read. */
export const composeBindings = (strapi: Core.Strapi, { config, store, clock }: Parts) => {
  const { db } = strapi;
  const customFields = strapi.get('custom-fields');
  /** In `register` a custom field is not yet what it is stored as. */
  const asStored = (attribute: AttributeFacts & { customField?: string }): AttributeFacts =>
    attribute.type === 'customField' && attribute.customField
      ? { ...attribute, type: customFields.get(attribute.customField).type }
      : attribute;
  const findType = (uid: string): TypeFacts | undefined => {
    const type = strapi.contentTypes[uid as AnyUid] as TypeFacts | undefined;
    if (!type) return undefined;
    const attributes = Object.entries(type.attributes).map(([name, one]) => [name, asStored(one)]);
    return { ...type, attributes: Object.fromEntries(attributes) };
  };
  const bindings = createBindings({ sessions: config.sessions, findType });
  const defaultLocale = async (): Promise<string | null> =>
    (await strapi.plugin('i18n')?.service('locales').getDefaultLocale()) ?? null;
  return {
    bindings,
    boundSince: createBoundSince({ store, bindings, clock }),
    boundTypes: () => bindings.all.map(presentBoundType),
    attributesOf: (uid: string): Record<string, AttributeFacts> => findType(uid)?.attributes ?? {},
    defaultLocale,
    reader: createSessionReader({ db, bindings, defaultLocale }),
    links: createMeetingLinks({ db }),
  };
};

type Sessions = ReturnType<typeof composeBindings>;
type Around = Pick<ReturnType<typeof composeSettings>, 'policy' | 'frozenDefaults' | 'budget'> & {
  sessions: Sessions;
  /** Sessions as the app's hooks want them: for jobs. */
  hookedReader: SessionReader;
  settings: SettingsService;
  rows: MeetingRows;
  outbox: Outbox;
  reconcile: () => Promise<void>;
  clock: () => Date;
};

/** What follows the saves of sessions and of what they read. */
export const composeSessions = (strapi: Core.Strapi, around: Around) => {
  const { db, log } = strapi;
  const { sessions, settings, rows, outbox, policy, frozenDefaults, budget, clock } = around;
  const { bindings, boundSince, attributesOf, defaultLocale, reader, links } = sessions;

  const related = createRelatedChanges({
    ...{ db, bindings, rows, outbox, clock },
    reconcile: around.reconcile,
  });
  const existingEntries = createExistingEntries({
    ...{ bindings, boundSince, rows, links, outbox },
    reader: around.hookedReader,
    ...{ budget, policy, frozenDefaults, clock, log },
  });

  return {
    existingEntries,
    driftRepair: createDriftRepair({ db, bindings, attributesOf, rows, reader, outbox }),
    sessionMiddleware: createSessionMiddleware({
      ...{ db, bindings, attributesOf, defaultLocale, rows, links, outbox, clock },
      frozenDefaults,
      settings: () => settings.current(),
    }),
    relatedMiddleware: related.middleware,
    handlers: {
      'schedule-existing': existingEntries.handler,
      'follow-related': related.handler,
    },
  };
};

import type { Core } from '@strapi/types';

import { UID } from '../../../contracts/identifiers';
import type { SessionHooks } from '../hooks';
import { createMeetingsService, type MeetingsService } from '../meetings/meetings-service';
import type { Composition } from './compose';

/**
 * The services that other code of the app may call, by name: `strapi.plugin('zoom').service(name)`.
 * All others are the plugin's own and may change with any version.
 */
export type ZoomServices = {
  meetings: MeetingsService;
  hooks: Pick<SessionHooks, 'register'>;
};

/** `service('meetings')` of this Strapi. */
export const publicMeetings = (
  strapi: Core.Strapi,
  { bindings, rows, repair }: Pick<Composition, 'bindings' | 'rows' | 'repair'>
): MeetingsService =>
  createMeetingsService({
    bindings,
    rows,
    // The types of an app's own content types are not known here.
    documents: (uid) => strapi.documents(uid as 'plugin::upload.file') as never,
    retry: (session) => repair.retry(session),
    ownType: UID.courseSession,
  });

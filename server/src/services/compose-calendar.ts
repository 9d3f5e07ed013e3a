import type { Core } from '@strapi/types';
import { z } from 'zod';

import { SECRET_FEED_PATH, UID } from '../../../contracts/identifiers';
import { createCalendar } from '../calendar';
import type { Organizer } from '../calendar/calendar-file';
import type { Attributes } from '../calendar/course-sessions';
import type { JoinLinks } from '../joining';
import type { SessionBindings } from '../bindings';
import { toMeetingRow } from '../meetings/meeting-row';
import type { SettingsService } from '../settings';
import { createCalendarReaders } from './calendar-readers';

type Parts = {
  settings: SettingsService;
  bindings: SessionBindings;
  links: JoinLinks;
  clock: () => Date;
};

const SENDER_NAME = 'Zoom meetings';
/** `Name <address>`, or an address alone. */
const SENDER = /^\s*(?:"?([^"<]*?)"?\s*<([^<>\s]+@[^<>\s]+)>|([^<>\s]+@[^<>\s]+))\s*$/;

/** Whom the app's mails come from; an address that is nobody's where it is not configured. */
const senderOf = (strapi: Core.Strapi): Organizer => {
  const configured: unknown = strapi.config.get('plugin::email.settings.defaultFrom', '');
  const [, name, named, bare] = SENDER.exec(typeof configured === 'string' ? configured : '') ?? [];
  return { name: name || SENDER_NAME, email: named ?? bare ?? 'no-reply@calendar.invalid' };
};

/** Calendar files and feeds, and who reads them. */
export const composeCalendar = (strapi: Core.Strapi, parts: Parts) => {
  const { settings, bindings, links, clock } = parts;
  const readSchemas = (uid: string) =>
    strapi.getModel(uid as `plugin::${string}.${string}`).attributes as Attributes;

  const calendar = createCalendar({
    database: strapi.db,
    clock,
    settings: () => settings.current().calendar,
    organizer: () => senderOf(strapi),
    sessionTypes: () =>
      bindings.all.map(({ uid, hasDraftAndPublish }) => ({ uid, hasDraftAndPublish })),
    attributesOf: readSchemas,
    findMeetings: async (query) => {
      const documents = strapi.documents(UID.meeting as 'plugin::upload.file');
      const found: unknown = await documents.findMany(query as never);
      return z.array(z.unknown()).parse(found).map(toMeetingRow);
    },
    urlOf: (secret) => {
      const server: string = strapi.config.get('server.absoluteUrl', '');
      const prefix: string = strapi.config.get('api.rest.prefix', '/api');
      return `${server.replace(/\/+$/, '')}${prefix}${SECRET_FEED_PATH}${secret}.ics`;
    },
  });

  return { ...calendar, readers: createCalendarReaders(strapi, { policy: links, clock }) };
};

import { factories } from '@strapi/strapi';
import type { Core } from '@strapi/types';
import { UID } from '../../../contracts/identifiers';
import { compose, type Composition } from './compose';
import { hooksOf } from './hooks';
import { publicMeetings } from './public';

const compositions = new WeakMap<Core.Strapi, Composition>();

/** The parts of this Strapi's plugin, made at first use. */
export const compositionOf = (strapi: Core.Strapi): Composition => {
  const known = compositions.get(strapi);
  if (known) return known;
  const made = compose(strapi);
  compositions.set(strapi, made);
  return made;
};

type Deps = { strapi: Core.Strapi };

export const services = {
  'course-session': factories.createCoreService(UID.courseSession as 'plugin::upload.file'),
  recording: factories.createCoreService(UID.recording as 'plugin::upload.file'),
  transcript: factories.createCoreService(UID.transcript as 'plugin::upload.file'),
  'meeting-instance': factories.createCoreService(UID.meetingInstance as 'plugin::upload.file'),
  attendance: factories.createCoreService(UID.attendance as 'plugin::upload.file'),
  meeting: factories.createCoreService(UID.meeting as 'plugin::upload.file'),
  registrant: factories.createCoreService(UID.registrant as 'plugin::upload.file'),
  hooks: ({ strapi }: Deps) => hooksOf(strapi),
  meetings: ({ strapi }: Deps) => publicMeetings(strapi, compositionOf(strapi)),
  settings: ({ strapi }: Deps) => compositionOf(strapi).settings,
  integration: ({ strapi }: Deps) => compositionOf(strapi).integration,
  webhooks: ({ strapi }: Deps) => compositionOf(strapi).webhooks,
  recordings: ({ strapi }: Deps) => compositionOf(strapi).recordings,
  reconcile: ({ strapi }: Deps) => compositionOf(strapi).reconcile,
  repair: ({ strapi }: Deps) => compositionOf(strapi).repair,
  notices: ({ strapi }: Deps) => compositionOf(strapi).notices,
  registrations: ({ strapi }: Deps) => compositionOf(strapi).registrations,
  records: ({ strapi }: Deps) => compositionOf(strapi).records,
  panel: ({ strapi }: Deps) => ({ read: compositionOf(strapi).panel }),
};

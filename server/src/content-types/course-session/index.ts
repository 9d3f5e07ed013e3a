import { courseSessionAttributes } from './attributes';
import { courseSessionView } from './view';

export const courseSession = {
  kind: 'collectionType',
  collectionName: 'zm_course_sessions',
  info: {
    singularName: 'course-session',
    pluralName: 'course-sessions',
    displayName: 'Course session',
    description: 'A class with a date: published, it has a Zoom meeting',
  },
  options: { draftAndPublish: true },
  pluginOptions: { i18n: { localized: true } },
  attributes: courseSessionAttributes,
  config: courseSessionView,
};

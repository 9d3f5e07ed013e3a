import { contentTypeFiles } from './app-types';

export const EVENT = 'api::event.event';
export const LESSON = 'api::lesson.lesson';
export const COURSE = 'api::course.course';

const localized = { pluginOptions: { i18n: { localized: true } } };

/** An app with models of its own: events (drafts, languages), lessons (neither), and courses. */
export const schoolFiles = (): Record<string, string> => ({
  ...contentTypeFiles('course', {
    title: { type: 'string' },
    events: { type: 'relation', relation: 'oneToMany', target: EVENT, mappedBy: 'course' },
  }),
  ...contentTypeFiles(
    'event',
    {
      title: { type: 'string', ...localized },
      about: { type: 'text', ...localized },
      startsAt: { type: 'datetime' },
      endsAt: { type: 'datetime' },
      zone: { type: 'string' },
      hasLobby: { type: 'boolean' },
      course: {
        type: 'relation',
        relation: 'manyToOne',
        target: COURSE,
        inversedBy: 'events',
      },
    },
    { draftAndPublish: true, localized: true }
  ),
  ...contentTypeFiles('lesson', {
    name: { type: 'string' },
    begins: { type: 'datetime' },
    minutes: { type: 'integer' },
    zone: { type: 'customField', customField: 'plugin::zoom.timezone' },
  }),
});

/** How these are bound in `config/plugins`. */
export const SCHOOL_SESSIONS = {
  [EVENT]: {
    topic: '{course.title}: {title}',
    startTime: 'startsAt',
    duration: { endTime: 'endsAt' },
    timezone: 'zone',
    agenda: 'about',
    options: { waitingRoom: 'hasLobby', autoRecording: { value: 'cloud' } },
    watch: [COURSE],
  },
  [LESSON]: { topic: 'name', startTime: 'begins', duration: 'minutes', timezone: 'zone' },
};

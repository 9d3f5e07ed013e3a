import { createBindings } from '../../../server/src/bindings';
import type { TypeFacts } from '../../../server/src/bindings/content-type';
import type { MappingConfig } from '../../../server/src/bindings/mapping-config';

const EVENT = 'api::event.event';
const course = { type: 'relation', relation: 'manyToOne', target: 'api::course.course' };

const TYPES: Record<string, TypeFacts> = {
  [EVENT]: {
    kind: 'collectionType',
    info: { displayName: 'Event' },
    options: { draftAndPublish: true },
    pluginOptions: { i18n: { localized: true } },
    attributes: {
      title: { type: 'string', pluginOptions: { i18n: { localized: true } } },
      notes: { type: 'blocks' },
      startsAt: { type: 'datetime' },
      day: { type: 'date' },
      endsAt: { type: 'datetime' },
      minutes: { type: 'integer' },
      zone: { type: 'string' },
      host: { type: 'email' },
      lobby: { type: 'boolean' },
      recording: { type: 'enumeration', enum: ['cloud', 'tape'] },
      course,
      speakers: { type: 'relation', relation: 'manyToMany', target: 'api::person.person' },
    },
  },
  'api::course.course': {
    kind: 'collectionType',
    attributes: {
      title: { type: 'string' },
      teacher: { type: 'relation', relation: 'oneToOne', target: 'api::person.person' },
    },
  },
  'api::person.person': { kind: 'collectionType', attributes: { name: { type: 'string' } } },
};

const bind = (changes: Partial<MappingConfig> = {}) =>
  createBindings({
    sessions: { [EVENT]: { topic: 'title', startTime: 'startsAt', ...changes } },
    findType: (uid) => TYPES[uid],
  }).of(EVENT);

const problem = (changes: Partial<MappingConfig>): string => {
  try {
    bind(changes);
  } catch (error) {
    return String(error);
  }
  return '';
};

it('reads a mapping with all it may have', () => {
  const binding = bind({
    topic: '{course.title}: {title} - {course.teacher.name}',
    duration: { endTime: 'endsAt' },
    timezone: 'zone',
    host: { value: 'maria@company.com' },
    options: { waitingRoom: 'lobby', autoRecording: { value: 'cloud' } },
    watch: ['api::course.course'],
  });
  expect(binding).toMatchObject({
    uid: EVENT,
    displayName: 'Event',
    hasDraftAndPublish: true,
    isLocalized: true,
    relation: 'zoomMeeting',
    mapping: {
      startTime: ['startsAt'],
      duration: { kind: 'end', path: ['endsAt'] },
      host: { kind: 'value', value: 'maria@company.com' },
    },
    shared: ['startsAt', 'endsAt', 'zone', 'lobby'],
    related: [
      { path: ['course'], uid: 'api::course.course' },
      { path: ['course', 'teacher'], uid: 'api::person.person' },
    ],
  });
});

it.each<[Partial<MappingConfig>, string[]]>([
  [{ topic: 'titel' }, ['.topic', '"titel"', 'no attribute', 'text', 'title']],
  [{ topic: 'notes' }, ['.topic', '"notes"', 'type blocks', 'title']],
  [{ topic: '{course.titel}' }, ['.topic', 'api::course.course', '"titel"', 'it has title']],
  [{ topic: '{title' }, ['.topic', 'template']],
  [{ topic: '{title} {1st}' }, ['.topic', 'template']],
  [{ topic: 'speakers.name' }, ['.topic', '"speakers"', 'manyToMany', 'relation to one entry']],
  [{ topic: 'title.name' }, ['.topic', '"title"', 'string', 'relation to one entry']],
  [{ topic: 'lesson.name' }, ['.topic', 'no attribute "lesson"']],
  [{ startTime: 'day' }, ['.startTime', '"day"', 'type date', 'datetime', 'startsAt, endsAt']],
  [{ duration: 'startsAt' }, ['.duration', 'integer', 'minutes']],
  [{ duration: { endTime: 'minutes' } }, ['.duration.endTime', 'datetime']],
  [{ timezone: 'lobby' }, ['.timezone', 'boolean', 'IANA']],
  [{ host: 'startsAt' }, ['.host', 'email']],
  [{ agenda: 'lobby' }, ['.agenda', 'boolean']],
  [{ options: { waitingRoom: 'title' } }, ['.options.waitingRoom', 'boolean', 'lobby']],
  [{ options: { autoRecording: 'lobby' } }, ['.options.autoRecording', 'default, none, local']],
  [{ options: { autoRecording: 'recording' } }, ['.options.autoRecording', 'tape', 'cloud']],
  [{ watch: ['api::course.course'] }, ['.watch', 'api::course.course']],
  [{ topic: 'course.title', watch: ['api::a.a'] }, ['.watch', 'api::a.a', 'api::course.course']],
])('names what is wrong with %j', (changes, words) => {
  const said = problem(changes);
  expect(said).toContain(`zoom.config.sessions['${EVENT}']`);
  for (const word of words) expect(said).toContain(word);
});

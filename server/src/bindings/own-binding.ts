import { UID } from '../../../contracts/identifiers';
import { SESSION_OPTIONS, type SessionOption } from '../../../contracts/meeting';
import type { OptionSource, SessionMapping, TextSource } from '../domain/session-mapping';
import type { SessionBinding } from './binding';
import type { TypeFacts } from './content-type';

const attribute = (name: string): TextSource & OptionSource => ({
  kind: 'attribute',
  path: [name],
});

const OPTIONS = Object.fromEntries(
  Object.keys(SESSION_OPTIONS).map((name) => [name, attribute(name)])
) as Record<SessionOption, OptionSource>;

const MAPPING: SessionMapping = {
  topic: [attribute('title'), attribute('courseName')],
  topicFallback: 'Course session',
  startTime: ['startTime'],
  duration: { kind: 'minutes', path: ['duration'] },
  timezone: attribute('timezone'),
  host: attribute('hostEmail'),
  agenda: attribute('agenda'),
  options: OPTIONS,
};

const NO_COLUMN = ['relation', 'media', 'component', 'dynamiczone'];

/** The plugin's own session type. What an app's extension shares among languages is shared too. */
export const ownBinding = (type: TypeFacts): SessionBinding => ({
  uid: UID.courseSession,
  displayName: type.info?.displayName ?? 'Course session',
  hasDraftAndPublish: true,
  isLocalized: true,
  isOwn: true,
  relation: 'meeting',
  mapping: MAPPING,
  shared: Object.entries(type.attributes)
    .filter(
      ([, { type: kind, pluginOptions }]) =>
        pluginOptions?.i18n?.localized === false && !NO_COLUMN.includes(kind)
    )
    .map(([name]) => name),
  related: [],
  watch: [],
});

import { SESSION_OPTIONS, type SessionOption } from '../../../contracts/meeting';
import {
  mappedPaths,
  type AttributePath,
  type DurationSource,
  type OptionSource,
  type SessionMapping,
  type TextSource,
} from '../domain/session-mapping';
import { templatePaths } from '../domain/topic-template';
import type { RelatedType, SessionBinding } from './binding';
import { checkPath, mappingError, type Place } from './check-path';
import { isLocalizedAttribute, type FindType, type TypeFacts } from './content-type';
import type { MappingConfig } from './mapping-config';

/** Attribute types that a key may be read from, and how messages say so. */
const KINDS = {
  topic: {
    types: ['string', 'text', 'uid', 'enumeration', 'integer', 'biginteger'],
    accepted: 'a text, enumeration or integer attribute',
  },
  agenda: {
    types: ['string', 'text', 'richtext', 'uid', 'enumeration', 'integer', 'biginteger'],
    accepted: 'a text, rich text (Markdown), enumeration or integer attribute',
  },
  moment: { types: ['datetime'], accepted: 'a datetime attribute' },
  minutes: { types: ['integer'], accepted: 'an integer attribute of minutes' },
  timezone: {
    types: ['string', 'text', 'enumeration'],
    accepted: 'a text or enumeration attribute with IANA names',
  },
  host: {
    types: ['email', 'string', 'text', 'enumeration'],
    accepted: "an email or text attribute with a Zoom user's address or id",
  },
} as const;
type Kind = { types: readonly string[]; accepted: string };

const PLACEHOLDER = /\{[^{}]*\}/g;

/**
 * A type of the app as `zoom.config.sessions` maps it.
 *
 * @throws Error naming the type, the key, the attribute and what is accepted: it stops the boot.
 */
export const resolveBinding = (input: {
  uid: string;
  config: MappingConfig;
  type: TypeFacts;
  findType: FindType;
}): SessionBinding => {
  const { uid, config, type, findType } = input;
  const related = new Map<string, RelatedType>();

  const check = (place: Place, { path, kind }: { path: AttributePath; kind: Kind }) => {
    const { attribute, way } = checkPath({ place, path, findType, ...kind });
    for (const step of way) related.set(step.path.join('.'), step);
    return attribute;
  };

  const pathAt = (key: string, { path, kind }: { path: string; kind: Kind }): AttributePath => {
    const found = path.split('.');
    check({ uid, key }, { path: found, kind });
    return found;
  };

  const textAt = (key: 'topic' | 'agenda', text: string): TextSource => {
    const kind = KINDS[key];
    if (!text.includes('{')) return { kind: 'attribute', path: pathAt(key, { path: text, kind }) };
    const paths = templatePaths(text);
    if (paths.length !== new Set(text.match(PLACEHOLDER)).size || paths.length === 0) {
      throw mappingError(
        { uid, key },
        'is a template with a placeholder that is no attribute path; accepted is for example "{course.title}: {title}"'
      );
    }
    for (const path of paths) pathAt(key, { path, kind });
    return { kind: 'template', template: text };
  };

  const valueOrPath = (
    key: 'timezone' | 'host',
    source: string | { value: string } | undefined
  ): TextSource | null => {
    if (source === undefined) return null;
    if (typeof source === 'object') return { kind: 'value', value: source.value };
    return { kind: 'attribute', path: pathAt(key, { path: source, kind: KINDS[key] }) };
  };

  const durationAt = (source: MappingConfig['duration']): DurationSource | null => {
    const key = 'duration';
    if (source === undefined) return null;
    if (typeof source === 'string') {
      return { kind: 'minutes', path: pathAt(key, { path: source, kind: KINDS.minutes }) };
    }
    if ('value' in source) return { kind: 'value', minutes: source.value };
    const path = pathAt(`${key}.endTime`, { path: source.endTime, kind: KINDS.moment });
    return { kind: 'end', path };
  };

  const optionAt = (name: SessionOption, source: string | { value: string }): OptionSource => {
    if (typeof source === 'object') return { kind: 'value', value: source.value };
    const values: readonly string[] = SESSION_OPTIONS[name];
    const canBeBoolean = values.includes('on');
    const types = canBeBoolean ? ['boolean', 'enumeration'] : ['enumeration'];
    const accepted = `${canBeBoolean ? 'a boolean attribute, or ' : ''}an enumeration of ${values.join(', ')}`;
    const place = { uid, key: `options.${name}` };
    const path = source.split('.');
    const { enum: own = [] } = check(place, { path, kind: { types, accepted } });
    const unknown = own.filter((value) => !values.includes(value));
    if (unknown.length > 0) {
      throw mappingError(
        place,
        `names "${source}", an enumeration with ${unknown.join(', ')}; accepted is ${accepted}`
      );
    }
    return { kind: 'attribute', path };
  };

  const displayName = type.info?.displayName ?? uid;
  const mapping: SessionMapping = {
    topic: [textAt('topic', config.topic)],
    topicFallback: displayName,
    startTime: pathAt('startTime', { path: config.startTime, kind: KINDS.moment }),
    duration: durationAt(config.duration),
    timezone: valueOrPath('timezone', config.timezone),
    host: valueOrPath('host', config.host),
    agenda: config.agenda === undefined ? null : textAt('agenda', config.agenda),
    options: Object.fromEntries(
      Object.entries(config.options ?? {}).flatMap(([name, source]) =>
        source === undefined ? [] : [[name, optionAt(name as SessionOption, source)]]
      )
    ),
  };

  const reached = [...new Set([...related.values()].map((step) => step.uid))];
  for (const watched of config.watch ?? []) {
    if (reached.includes(watched)) continue;
    const choice =
      reached.length === 0 ? 'no mapped path leads over a relation' : reached.join(', ');
    throw mappingError(
      { uid, key: 'watch' },
      `names "${watched}", which no mapped path leads to; accepted are types that the mapping reads: ${choice}`
    );
  }

  return {
    uid,
    displayName,
    hasDraftAndPublish: type.options?.draftAndPublish === true,
    isLocalized: type.pluginOptions?.i18n?.localized === true,
    isOwn: false,
    relation: 'zoomMeeting',
    mapping,
    shared: sharedOf(type, mapping),
    related: [...related.values()],
    watch: config.watch ?? [],
  };
};

/** Mapped attributes of the type itself that have one value for all languages. */
const sharedOf = (type: TypeFacts, mapping: SessionMapping): string[] => {
  const own = mappedPaths(mapping).flatMap((path) => (path.length === 1 ? path : []));
  return [...new Set(own)].filter((name) => {
    const attribute = type.attributes[name];
    return attribute !== undefined && !isLocalizedAttribute(attribute);
  });
};

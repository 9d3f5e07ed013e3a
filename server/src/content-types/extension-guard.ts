import type { Core } from '@strapi/types';
import { contentTypes } from './index';

type Attribute = { type: string; [key: string]: unknown };
type Attributes = Record<string, Attribute>;

/** Taken at module load: Strapi's loader writes an app's extensions into what we export. */
const ORIGINALS: Record<string, Attributes> = Object.fromEntries(
  Object.entries(contentTypes).map(([name, { schema }]) => [
    name,
    structuredClone(schema.attributes) as Attributes,
  ])
);

/** Ours whatever an extension says: they keep secrets in and other people's meetings apart. */
const ALWAYS_OURS = [
  'private',
  'searchable',
  'writable',
  'relation',
  'target',
  'inversedBy',
  'mappedBy',
  'enum',
] as const;

const restore = (name: string, attributes: Attributes): void => {
  for (const [attribute, original] of Object.entries(ORIGINALS[name] ?? {})) {
    const present = attributes[attribute];
    if (!present) {
      attributes[attribute] = structuredClone(original);
      continue;
    }
    if (present.type !== original.type) {
      throw new Error(
        `zoom: src/extensions/zoom/content-types/${name}/schema.json makes "${attribute}" a ${present.type}; the plugin needs it to be a ${original.type}. Give your attribute another name.`
      );
    }
    for (const key of ALWAYS_OURS) {
      if (original[key] === undefined) Reflect.deleteProperty(present, key);
      else present[key] = structuredClone(original[key]);
    }
  }
};

/**
 * An app's extension file replaces a type's attributes as a whole: what it leaves out of ours is
 * added back, what it adds stays. For `register`, before Strapi builds its models.
 *
 * @throws Error naming file and attribute where one of ours was given another type.
 */
export const keepOurAttributes = (strapi: Core.Strapi): void => {
  for (const name of Object.keys(ORIGINALS)) {
    const type = strapi.contentTypes[`plugin::zoom.${name}`];
    if (type) restore(name, type.attributes as Attributes);
  }
};

import type { Core } from '@strapi/types';

export type Attribute = {
  type: string;
  relation?: string;
  target?: string;
  component?: string;
  components?: string[];
};
export type Schema = { uid?: string; attributes: Record<string, Attribute> };

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export type SchemaOf = (uid: string) => Schema | undefined;

export const schemasOf =
  (strapi: Core.Strapi): SchemaOf =>
  (uid) =>
    strapi.getModel(uid as `plugin::${string}.${string}`) as Schema | undefined;

/** The type of an entry below an attribute: media, relations, components and dynamic zones. */
export const schemaBelow = (
  schemaOf: SchemaOf,
  attribute: Attribute,
  entry: unknown
): Schema | undefined => {
  if (attribute.type === 'media') return schemaOf('plugin::upload.file');
  const known = attribute.target ?? attribute.component;
  if (known) return schemaOf(known);
  // A dynamic zone's entries and those of a polymorphic relation name their own type.
  const named = isRecord(entry) ? (entry['__component'] ?? entry['__type']) : undefined;
  return typeof named === 'string' ? schemaOf(named) : undefined;
};

/** Calls `visit` for every entry of a result, at any depth. */
export const visitEntries = (
  value: unknown,
  around: {
    schema: Schema | undefined;
    schemaOf: SchemaOf;
    visit: (uid: string | undefined, entry: Record<string, unknown>) => void;
  }
): void => {
  const { schema, schemaOf, visit } = around;
  if (Array.isArray(value)) {
    for (const item of value) visitEntries(item, around);
    return;
  }
  if (!schema || !isRecord(value)) return;
  visit(schema.uid, value);
  for (const [name, below] of Object.entries(value)) {
    const attribute = schema.attributes[name];
    if (!attribute || (!isRecord(below) && !Array.isArray(below))) continue;
    for (const entry of Array.isArray(below) ? below : [below]) {
      visitEntries(entry, { ...around, schema: schemaBelow(schemaOf, attribute, entry) });
    }
  }
};

/** Something that lives as long as one request; null outside of any. */
export const perRequest = <Notes>(strapi: Core.Strapi, make: () => Notes) => {
  const known = new WeakMap<object, Notes>();
  return (): Notes | null => {
    const context = strapi.requestContext.get();
    if (!context) return null;
    const there = known.get(context);
    if (there) return there;
    const made = make();
    known.set(context, made);
    return made;
  };
};

/** Whether what runs now answers a request of the content API. */
export const isContentApi = (strapi: Core.Strapi): boolean => {
  // Koa's state is untyped; what is there was put there by Strapi's own router.
  const state: unknown = strapi.requestContext.get()?.state;
  const route = isRecord(state) ? state['route'] : undefined;
  const info = isRecord(route) ? route['info'] : undefined;
  return isRecord(info) && info['type'] === 'content-api';
};

import { UID } from '../../../contracts/identifiers';
import { isRecord, type Schema, type SchemaOf } from './entries';

/** What must be true of an entry that front ends may know of. */
const RELEASED: Record<string, Record<string, unknown>> = {
  [UID.recording]: { isReleased: true },
  [UID.transcript]: { recording: { isReleased: true } },
};
export const HOLDABLE = Object.keys(RELEASED);

export const releasedOnly = (uid: string): Record<string, unknown> | undefined => RELEASED[uid];

type Around = { schema: Schema | undefined; schemaOf: SchemaOf };

const targetOf = (schema: Schema, name: string): string | undefined =>
  schema.attributes[name]?.target ?? schema.attributes[name]?.component;

/** `[recordings]=7` and `[recordings][$notNull]=true` are about the id of what is related. */
const asFilters = (value: unknown): unknown => {
  if (!isRecord(value)) return { id: value };
  const isOperator = (name: string) =>
    name.startsWith('$') && !['$and', '$or', '$not'].includes(name);
  return Object.keys(value).some(isOperator) ? { id: value } : value;
};

/** A filter on what is related, which finds no more than what is released. */
const related = (name: string, below: unknown, target: string): Record<string, unknown> => {
  const released = releasedOnly(target);
  return { [name]: released ? { $and: [below, released] } : below };
};

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/**
 * `$not` pushed inwards, to the values. Around a relation it would turn "released and about X" into
 * "held back, or not about X", and so find what is held back.
 */
const negated = (filters: unknown, around: Around): unknown => {
  const { schema, schemaOf } = around;
  if (Array.isArray(filters)) return { $or: filters.map((one: unknown) => negated(one, around)) };
  if (!schema || !isRecord(filters)) return { $not: filters };
  const parts = Object.entries(filters).map(([name, value]): unknown => {
    if (name === '$and') return { $or: asList(value).map((one) => negated(one, around)) };
    if (name === '$or') return { $and: asList(value).map((one) => negated(one, around)) };
    if (name === '$not') return filtersOfReleased(value, around);
    const target = targetOf(schema, name);
    if (!target) return { $not: { [name]: value } };
    const below = negated(asFilters(value), { schema: schemaOf(target), schemaOf });
    return related(name, below, target);
  });
  return parts.length === 1 ? parts[0] : { $or: parts };
};

/**
 * Filters that do not see what is held back: wherever they go through a recording or a transcript,
 * they ask for a released one. Else `filters[recordings][topic]…` would tell what it is about.
 */
export const filtersOfReleased = (filters: unknown, around: Around): unknown => {
  const { schema, schemaOf } = around;
  if (Array.isArray(filters)) return filters.map((one: unknown) => filtersOfReleased(one, around));
  if (!schema || !isRecord(filters) || !passesThrough(filters, around)) return filters;
  const parts = Object.entries(filters).map(([name, value]): unknown => {
    if (name === '$and' || name === '$or') return { [name]: filtersOfReleased(value, around) };
    if (name === '$not') return negated(value, around);
    const target = targetOf(schema, name);
    if (!target) return { [name]: value };
    const below = asFilters(value);
    const inner = filtersOfReleased(below, { schema: schemaOf(target), schemaOf });
    return related(name, releasedOnly(target) ? inner : filtersOrValue(value, inner), target);
  });
  return parts.length === 1 ? parts[0] : { $and: parts };
};

/** Filters on the id of what can never be held back stay as they were written. */
const filtersOrValue = (value: unknown, inner: unknown): unknown =>
  asFilters(value) === value ? inner : value;

/** Whether these filters touch a recording or a transcript at all; most do not. */
const passesThrough = (filters: unknown, around: Around): boolean => {
  const { schema, schemaOf } = around;
  if (Array.isArray(filters)) return filters.some((one: unknown) => passesThrough(one, around));
  if (!schema || !isRecord(filters)) return false;
  return Object.entries(filters).some(([name, value]) => {
    if (['$and', '$or', '$not'].includes(name)) return passesThrough(value, around);
    const target = targetOf(schema, name);
    if (!target) return false;
    return (
      HOLDABLE.includes(target) || passesThrough(value, { schema: schemaOf(target), schemaOf })
    );
  });
};

/** Whether `a.b.c` goes through a recording or a transcript. */
const passesHoldable = (path: string, { schema, schemaOf }: Around): boolean => {
  let at = schema;
  for (const name of path.split('.')) {
    const target = at?.attributes[name]?.target;
    if (target && HOLDABLE.includes(target)) return true;
    at = target ? schemaOf(target) : undefined;
  }
  return false;
};

/** An order that says nothing about what is held back. */
export const sortOfReleased = (sort: unknown, around: Around): unknown => {
  if (typeof sort === 'string') {
    const kept = sort
      .split(',')
      .filter((term) => !passesHoldable(term.split(':')[0]?.trim() ?? '', around));
    return kept.length > 0 ? kept.join(',') : undefined;
  }
  if (Array.isArray(sort)) {
    return sort
      .map((one: unknown) => sortOfReleased(one, around))
      .filter((one) => one !== undefined);
  }
  if (!isRecord(sort)) return sort;
  return Object.fromEntries(Object.entries(sort).filter(([name]) => !passesHoldable(name, around)));
};

/** The same for what is populated, at any depth. */
export const populateOfReleased = (populate: unknown, { schema, schemaOf }: Around): unknown => {
  if (!schema || !isRecord(populate)) return populate;
  return Object.fromEntries(
    Object.entries(populate).map(([name, value]): [string, unknown] => {
      const attribute = schema.attributes[name];
      const target = attribute?.target ?? attribute?.component;
      if (!isRecord(value)) return [name, value];
      if (isRecord(value['on'])) {
        const on = Object.entries(value['on']).map(([uid, below]): [string, unknown] => [
          uid,
          queryOfReleased(below, { schema: schemaOf(uid), schemaOf }),
        ]);
        return [name, { ...value, on: Object.fromEntries(on) }];
      }
      if (!target) return [name, value];
      return [name, queryOfReleased(value, { schema: schemaOf(target), schemaOf })];
    })
  );
};

/** A query of the content API, or a part of one, that knows nothing of what is held back. */
export const queryOfReleased = (query: unknown, around: Around): unknown => {
  if (!isRecord(query)) return query;
  const rewritten = { ...query };
  if ('filters' in query) rewritten['filters'] = filtersOfReleased(query['filters'], around);
  if ('sort' in query) rewritten['sort'] = sortOfReleased(query['sort'], around);
  if ('populate' in query) rewritten['populate'] = populateOfReleased(query['populate'], around);
  return rewritten;
};

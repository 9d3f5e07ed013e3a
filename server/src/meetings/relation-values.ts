import type { Core } from '@strapi/types';

type Attributes = Record<string, { type: string; target?: string }>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

/** The entry that a relation's input names, in each of the forms Strapi takes; null for none. */
const targetOf = (input: unknown): { id: number } | { documentId: string } | null => {
  const value = first(isRecord(input) ? (input['connect'] ?? input['set'] ?? input) : input);
  if (typeof value === 'string') return { documentId: value };
  if (typeof value === 'number') return { id: value };
  if (!isRecord(value)) return null;
  if (typeof value['documentId'] === 'string') return { documentId: value['documentId'] };
  return typeof value['id'] === 'number' ? { id: value['id'] } : null;
};

/** True where the input says nothing of the target: `{ connect: [], disconnect: [] }`, or absent. */
const isUntouched = (input: unknown): boolean =>
  input === undefined ||
  (isRecord(input) &&
    [input['connect'], input['disconnect']].every(
      (list) => list === undefined || (Array.isArray(list) && list.length === 0)
    ) &&
    ('connect' in input || 'disconnect' in input));

/** Populate for relation paths: `course.teacher.name` → `{ course: { populate: { teacher: true } } }`. */
export const populateFor = (paths: string[]): Record<string, unknown> => {
  const below = new Map<string, string[]>();
  for (const path of paths) {
    const [relation, ...rest] = path.split('.');
    if (!relation || rest.length === 0) continue;
    below.set(relation, [...(below.get(relation) ?? []), rest.join('.')]);
  }
  return Object.fromEntries(
    [...below].map(([relation, rest]) => {
      const populate = populateFor(rest);
      return [relation, Object.keys(populate).length > 0 ? { populate } : true];
    })
  );
};

/**
 * The relations that template paths read, as they will be after a save: from the input where it
 * names a target, else as stored. Only paths over relations of the type cost a query.
 */
export const resolveRelations = async (input: {
  db: Core.Strapi['db'];
  attributes: Attributes;
  paths: string[];
  data: Record<string, unknown>;
  stored: Record<string, unknown> | null;
}): Promise<Record<string, unknown>> => {
  const { attributes, data, stored, paths } = input;
  const resolved: Record<string, unknown> = {};
  for (const name of Object.keys(populateFor(paths))) {
    const attribute = attributes[name];
    if (attribute?.type !== 'relation' || !attribute.target) continue;
    if (isUntouched(data[name])) {
      resolved[name] = first(stored?.[name]);
      continue;
    }
    const target = targetOf(data[name]);
    const below = populateFor(
      paths.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1))
    );
    resolved[name] = target
      ? await input.db
          .query(attribute.target as `api::${string}.${string}`)
          .findOne({ where: target, populate: below })
      : null;
  }
  return resolved;
};

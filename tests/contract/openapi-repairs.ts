/**
 * Zoom's documents contradict Zoom in places. Schemas are copied and mended before use:
 * - `recurrence.weekly_days` has an enum of single days, its prose allows `"2,4"`;
 * - `old_object` refers to a place that does not exist and is shaped like `object`;
 * - participants on the wire carry `public_ip` and `private_ip`, which their closed schema lacks;
 * - the settings of a user are `oneOf` several shapes without required fields, so that all fit.
 * The formats `date-time` (refuses local times) and `email` (refuses empty text) are redefined
 * where the validator is made.
 */
export function repairSchema(schema: unknown): object {
  const repaired = repair(schema);
  if (typeof repaired !== 'object' || repaired === null) throw new Error('No schema.');
  return repaired;
}

function repair(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(repair);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([name, value]): [string, unknown] => {
    if (name === 'properties') return [name, repairProperties(value)];
    if (name === 'oneOf') return ['anyOf', repair(value)];
    return [name, name === 'example' || name === 'examples' ? undefined : repair(value)];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function repairProperties(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const properties = new Map<string, unknown>(Object.entries(value));
  if (properties.has('weekly_days')) properties.set('weekly_days', { type: 'string' });
  if (properties.has('old_object')) properties.set('old_object', properties.get('object'));
  if (properties.has('participant_uuid')) {
    properties.set('public_ip', { type: 'string' });
    properties.set('private_ip', { type: 'string' });
  }
  return Object.fromEntries([...properties].map(([name, property]) => [name, repair(property)]));
}

import type { AttributePath } from '../domain/session-mapping';
import type { RelatedType } from './binding';
import type { AttributeFacts, FindType, TypeFacts } from './content-type';

/** A place in `zoom.config.sessions`, for messages. */
export type Place = { uid: string; key: string };

export const placeName = ({ uid, key }: Place): string => `zoom.config.sessions['${uid}'].${key}`;

/** Says what is wrong with a mapping; stops the boot. */
export const mappingError = (place: Place, problem: string): Error =>
  new Error(`${placeName(place)} ${problem}`);

const TO_ONE = ['oneToOne', 'manyToOne'];
const LISTED = 12;

const names = (attributes: TypeFacts['attributes'], types: readonly string[]): string => {
  const found = Object.entries(attributes)
    .filter(([, { type }]) => types.includes(type))
    .map(([name]) => name);
  if (found.length === 0) return 'it has none';
  const more = found.length > LISTED ? ', …' : '';
  return `it has ${found.slice(0, LISTED).join(', ')}${more}`;
};

type Walk = { place: Place; path: AttributePath; findType: FindType };

/** The relations on the way to a path's last attribute. */
const walkRelations = ({ place, path, findType }: Walk): { end: string; way: RelatedType[] } => {
  const way: RelatedType[] = [];
  let at = place.uid;
  for (const [index, name] of path.slice(0, -1).entries()) {
    const attribute = findType(at)?.attributes[name];
    const read = `"${path.join('.')}"`;
    if (!attribute) {
      throw mappingError(
        place,
        `reads ${read}, but ${at} has no attribute "${name}"; accepted is a relation to one entry`
      );
    }
    const isToOne = attribute.type === 'relation' && TO_ONE.includes(attribute.relation ?? '');
    if (!isToOne || !attribute.target) {
      const kind = attribute.type === 'relation' ? attribute.relation : attribute.type;
      throw mappingError(
        place,
        `reads ${read}, but "${name}" of ${at} is a ${kind}; accepted is a relation to one entry (oneToOne or manyToOne)`
      );
    }
    way.push({ path: path.slice(0, index + 1), uid: attribute.target });
    at = attribute.target;
  }
  return { end: at, way };
};

/**
 * Follows a mapped path and checks the type of what it ends at.
 *
 * @throws Error naming the type, the key, the attribute and what is accepted.
 */
export const checkPath = (
  walk: Walk & { types: readonly string[]; accepted: string }
): { attribute: AttributeFacts; way: RelatedType[] } => {
  const { place, path, findType, types, accepted } = walk;
  const { end, way } = walkRelations(walk);
  const name = path.at(-1) ?? '';
  const attributes = findType(end)?.attributes ?? {};
  const attribute = attributes[name];
  const choice = names(attributes, types);
  if (!attribute) {
    throw mappingError(
      place,
      `names "${path.join('.')}", but ${end} has no attribute "${name}"; accepted is ${accepted} (${choice})`
    );
  }
  if (!types.includes(attribute.type)) {
    throw mappingError(
      place,
      `names "${path.join('.')}", but "${name}" of ${end} is of type ${attribute.type}; accepted is ${accepted} (${choice})`
    );
  }
  return { attribute, way };
};

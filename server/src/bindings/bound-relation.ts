import { UID } from '../../../contracts/identifiers';
import { nearMatch } from '../settings/near-match';
import type { TypeFacts } from './content-type';

/** The attribute of a bound type that `populate` reads the meeting from. */
export const BOUND_RELATION = 'zoomMeeting';

/**
 * Goes one way, from the session to its meeting: nothing a session says of it can take the meeting
 * from another, and Strapi duplicates the entry with one click, which it refuses for two-way ones.
 */
const RELATION = {
  type: 'relation',
  relation: 'oneToOne',
  target: UID.meeting,
  writable: false,
} as const;

type BoundType = TypeFacts & { config?: { attributes?: Record<string, unknown> } };

const key = (uid: string): string => `zoom.config.sessions['${uid}']`;

const boundType = (uid: string, types: Record<string, BoundType>): BoundType => {
  const type = types[uid];
  const isOpen = (other: string): boolean => /^(api|plugin)::/.test(other);
  const hint = 'accepted is a collection type of the app such as api::event.event';
  if (!type) {
    const meant = nearMatch(uid, Object.keys(types).filter(isOpen));
    throw new Error(
      `${key(uid)}: there is no content type ${uid}; ${meant ? `did you mean ${meant}?` : hint}`
    );
  }
  if (!isOpen(uid) || uid.startsWith('plugin::zoom.')) {
    throw new Error(`${key(uid)}: this type cannot be bound; ${hint}`);
  }
  if (type.kind !== 'collectionType') throw new Error(`${key(uid)}: it is a single type; ${hint}`);
  return type;
};

/**
 * Gives the bound types their `zoomMeeting`, whatever their schema files say: for `register`, before
 * Strapi builds its models. Hidden in the Content Manager by `config` rather than `visible: false`,
 * which returns the related row unsanitised.
 *
 * @throws Error naming the type where it cannot be bound.
 */
export const addBoundRelations = (uids: string[], types: Record<string, BoundType>): void => {
  for (const uid of uids) {
    const type = boundType(uid, types);
    const present = type.attributes[BOUND_RELATION];
    // One that the Content-Type Builder wrote into the file before it was hidden there is ours too.
    if (present && present.target !== UID.meeting) {
      throw new Error(
        `${key(uid)}: ${uid} has an attribute "${BOUND_RELATION}" of its own, a name this plugin needs; give it another name`
      );
    }
    type.attributes[BOUND_RELATION] = { ...RELATION };
    const { config } = type;
    type.config = {
      ...config,
      attributes: { ...config?.attributes, [BOUND_RELATION]: { hidden: true } },
    };
  }
};

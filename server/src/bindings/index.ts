import { UID } from '../../../contracts/identifiers';
import type { SessionBindings } from './binding';
import type { FindType } from './content-type';
import type { MappingConfig } from './mapping-config';
import { ownBinding } from './own-binding';
import { resolveBinding } from './resolve-binding';

export type { SessionBinding, SessionBindings } from './binding';

/**
 * The content types whose entries are sessions: the plugin's own, and those of the configuration.
 *
 * @throws Error where a mapping names what its type does not have.
 */
export const createBindings = (input: {
  sessions: Record<string, MappingConfig>;
  findType: FindType;
}): SessionBindings => {
  const { sessions, findType } = input;
  const own = ownBinding(findType(UID.courseSession) ?? { attributes: {} });
  const bound = Object.entries(sessions).map(([uid, config]) => {
    const type = findType(uid);
    // Told with more words when the relation is added to it.
    if (!type) throw new Error(`zoom.config.sessions names ${uid}, which does not exist`);
    return resolveBinding({ uid, config, type, findType });
  });
  const all = [own, ...bound];
  return { all, of: (uid) => all.find((binding) => binding.uid === uid) ?? null };
};

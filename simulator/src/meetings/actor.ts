import type { User } from '../users/user';
import type { World } from '../world';

/** Who changes a meeting: an app over the API, or a person in Zoom's web portal. */
export interface Actor {
  source: 'open_api' | 'web_portal';
  operator: User;
}

/** A server-to-server app acts as the account's owner. */
export function apiActor(world: World): Actor {
  return { source: 'open_api', operator: world.users.owner() };
}

export function portalActor(operator: User): Actor {
  return { source: 'web_portal', operator };
}

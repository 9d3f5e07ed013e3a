import type { Credentials, Settings } from '../options';
import { toListedUser } from '../users/user-answers';
import type { UserSeed } from '../users/user';
import type { World } from '../world';

export interface AccountControls {
  changeSettings(changes: Partial<Settings>): Settings;
  /** New credentials, as after a rotation in the Marketplace; tokens already issued stay valid. */
  changeCredentials(changes: Partial<Credentials>): void;
  /** Like in the Marketplace, a change reaches only tokens issued afterwards. */
  changeScopes(scopes: string[]): void;
  revokeTokens(): void;
  /** Creations and updates the host has used up today, of 100. */
  setHostDay(day: { host: string; used: number }): void;
  addUser(seed: UserSeed): ReturnType<typeof toListedUser>;
  /** Moves the simulator's clock forward; waits of webhooks are not shortened by it. */
  advanceClock(ms: number): { now: string };
}

export function createAccountControls(world: World): AccountControls {
  return {
    changeSettings: (changes) => structuredClone(Object.assign(world.settings, changes)),
    changeCredentials(changes) {
      Object.assign(world.credentials, changes);
    },
    changeScopes(scopes) {
      world.scopes = [...scopes];
    },
    revokeTokens: () => world.tokens.revokeAll(),
    setHostDay({ host, used }) {
      world.hostDays.set(world.users.get(host).id, used);
    },
    addUser: (seed) => toListedUser(world.users.add(seed)),
    advanceClock(ms) {
      world.clock.advance(ms);
      return { now: new Date(world.clock.now()).toISOString() };
    },
  };
}

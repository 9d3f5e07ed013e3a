import { zoomErrors } from '../zoom-errors';
import { createUser, type User, type UserSeed } from './user';

/** The account's users. */
export interface UserDirectory {
  all(): User[];
  owner(): User;
  /** By id, e-mail address or `me`, which under server-to-server OAuth is the account's owner. */
  find(idOrEmail: string): User | undefined;
  /** As `find`, refusing unknown users the way Zoom does. */
  get(idOrEmail: string): User;
  add(seed: UserSeed): User;
}

export function createUserDirectory(seeds: UserSeed[]): UserDirectory {
  const users = seeds.map(createUser);
  const firstOwner = users.find((user) => user.roleId === '0');
  if (!firstOwner) throw new Error("The simulated account needs an owner: a user with roleId '0'.");

  const directory: UserDirectory = {
    all: () => users,
    owner: () => firstOwner,
    find(idOrEmail) {
      if (idOrEmail === 'me') return firstOwner;
      const email = idOrEmail.toLowerCase();
      return users.find((user) => user.id === idOrEmail || user.email.toLowerCase() === email);
    },
    get(idOrEmail) {
      const user = directory.find(idOrEmail);
      if (!user) throw zoomErrors.userDoesNotExist(idOrEmail);
      return user;
    },
    add(seed) {
      const user = createUser(seed);
      users.push(user);
      return user;
    },
  };
  return directory;
}

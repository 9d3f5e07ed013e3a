import type { UserSeed } from './user';

/** An account with one of everything a course team meets: teachers, a basic user, users who cannot host. */
export const defaultUsers: UserSeed[] = [
  { email: 'john.doe@company.com', firstName: 'John', lastName: 'Doe', type: 2, roleId: '0' },
  { email: 'alice.admin@company.com', firstName: 'Alice', lastName: 'Admin', type: 2, roleId: '1' },
  {
    email: 'maria.keller@company.com',
    firstName: 'Maria',
    lastName: 'Keller',
    type: 2,
    timezone: 'Europe/Zurich',
    dept: 'Languages',
  },
  {
    email: 'amir.haddad@company.com',
    firstName: 'Amir',
    lastName: 'Haddad',
    type: 2,
    timezone: 'Europe/Paris',
    dept: 'Mathematics',
  },
  {
    email: 'grace.okafor@company.com',
    firstName: 'Grace',
    lastName: 'Okafor',
    type: 2,
    timezone: 'America/New_York',
    dept: 'Design',
  },
  { email: 'ben.basic@company.com', firstName: 'Ben', lastName: 'Basic', type: 1 },
  { email: 'uma.unassigned@company.com', firstName: 'Uma', lastName: 'Unassigned', type: 4 },
  {
    email: 'nora.nohost@company.com',
    firstName: 'Nora',
    lastName: 'Nohost',
    type: 2,
    canHost: false,
  },
];

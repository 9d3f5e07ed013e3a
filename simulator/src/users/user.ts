import { createHash } from 'node:crypto';

/** 1 Basic, 2 Licensed, 4 Unassigned without Meetings Basic: OpenAPI document of the Users API. */
export type UserType = 1 | 2 | 4;

export interface UserSeed {
  email: string;
  firstName: string;
  lastName: string;
  type: UserType;
  /** "0" owner, "1" admin, "2" member. @default '2' */
  roleId?: string;
  /** 22 characters; derived from the e-mail address when left out. */
  id?: string;
  /** @default 'UTC' */
  timezone?: string;
  /** @default 'active' */
  status?: 'active' | 'inactive';
  /** False: hosting and scheduling are switched off for this user. @default true */
  canHost?: boolean;
  /** The host's rule "require a passcode", which fills in a missing one. @default true */
  requiresPasscode?: boolean;
  dept?: string;
}

export interface User extends Required<UserSeed> {
  pmi: number;
  createdAt: number;
}

const USER_SINCE = Date.UTC(2024, 0, 15, 9, 0, 0);

export function createUser(seed: UserSeed): User {
  return {
    roleId: '2',
    timezone: 'UTC',
    status: 'active',
    canHost: true,
    requiresPasscode: true,
    dept: '',
    ...seed,
    id: seed.id ?? readableUserId(seed.email),
    pmi: personalMeetingNumber(seed.email),
    createdAt: USER_SINCE,
  };
}

/** Stable from run to run, so that a demo can name a host before it has looked one up. */
function readableUserId(email: string): string {
  const name = email.replace(/@.*/, '').replaceAll(/[^A-Za-z0-9]/g, '-');
  const digest = createHash('sha256').update(email).digest('base64url').replaceAll('-', '_');
  return `${name.slice(0, 15)}_${digest}`.slice(0, 22);
}

function personalMeetingNumber(email: string): number {
  const digest = createHash('sha256').update(email).digest();
  return 2_000_000_000 + (digest.readUInt32BE(0) % 1_000_000_000);
}

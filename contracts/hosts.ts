import { z } from 'zod';

import { say } from './sentences';
/** Query of `GET /zoom/hosts`. */
export const hostQuerySchema = z.object({
  /** Part of a name or e-mail address. */
  search: z
    .string()
    .trim()
    .max(320, say('field.atMostCharacters', { max: 320 }))
    .default(''),
});

/** A user of the Zoom account, as somebody who may host. */
export type HostEntry = {
  /** Zoom's user id. */
  id: string;
  email: string;
  displayName: string;
  /** `basic`: Zoom ends the meetings after 40 minutes. `none`: cannot host. */
  licence: 'licensed' | 'basic' | 'none';
  /** Whether the settings let this person's meetings be managed. */
  isAllowed: boolean;
};

/** Answer of `GET /zoom/hosts`. */
export type HostList = {
  data: HostEntry[];
  meta: {
    /** How many match, of which `data` has the first. */
    total: number;
    /** False where the account has more users than are looked through. */
    isComplete: boolean;
    /** Why Zoom's users cannot be listed, in an admin's words; hosts can still be typed. */
    unavailable: string | null;
  };
};

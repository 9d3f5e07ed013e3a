import { say } from '../../../contracts/sentences';
import { ZoomRefusedError, ZoomScopeError } from './errors';
import type { Sender } from './sender';
import type { ZoomClient, ZoomUser } from './types';
import { toUserPathSegment } from './user-path';
import { hostTokenSchema, userPageSchema, userSchema } from './wire';

/** Zoom's id of the role "Owner", which exactly one user of an account has. */
const OWNER_ROLE = '0';
/** Zoom's largest page; GET /users, `page_size`. */
const PAGE_SIZE = 2000;

export const createUserCalls = ({
  send,
}: {
  send: Sender;
}): Pick<ZoomClient, 'getUser' | 'findOwner' | 'hostAccessKey' | 'listUsers'> => {
  const listOwners = async (): Promise<ZoomUser[]> => {
    const what = say('call.findOwner');
    const query = { role_id: OWNER_ROLE, page_size: '30' };
    try {
      const call = { endpoint: 'listUsers', path: '/users', query, what, host: null } as const;
      return (await send(call, userPageSchema)).users;
    } catch (error) {
      // Without the scope or the right to list users, the app's own user is the next best answer.
      if (error instanceof ZoomScopeError || error instanceof ZoomRefusedError) return [];
      throw error;
    }
  };

  return {
    getUser: async ({ idOrEmail, signal }) => {
      const what = say('call.readUser', { user: idOrEmail });
      const path = `/users/${toUserPathSegment(idOrEmail, what)}`;
      return send({ endpoint: 'getUser', path, what, host: idOrEmail, signal }, userSchema);
    },

    hostAccessKey: async ({ idOrEmail, signal }) => {
      const what = say('call.readToken', { host: idOrEmail });
      const path = `/users/${toUserPathSegment(idOrEmail, what)}/token`;
      const query = { type: 'zak' };
      const endpoint = 'getUserToken';
      return send({ endpoint, path, query, what, host: idOrEmail, signal }, hostTokenSchema);
    },

    listUsers: async ({ most, signal }) => {
      const what = 'list the users of the account';
      const users: ZoomUser[] = [];
      for (let token = ''; ; ) {
        const query = {
          page_size: String(Math.min(PAGE_SIZE, most)),
          ...(token === '' ? {} : { next_page_token: token }),
        };
        const call = { endpoint: 'listUsers', path: '/users', query, what, host: null } as const;
        const page = await send({ ...call, signal }, userPageSchema);
        users.push(...page.users);
        const isLast = page.next_page_token === '' || page.next_page_token === token;
        if (isLast || users.length >= most) {
          return { users: users.slice(0, most), isComplete: isLast && users.length <= most };
        }
        token = page.next_page_token;
      }
    },

    findOwner: async () => {
      const [owner] = await listOwners();
      if (owner) return owner;
      const what = 'read the user the Zoom app belongs to';
      return send({ endpoint: 'getUser', path: '/users/me', what, host: null }, userSchema);
    },
  };
};

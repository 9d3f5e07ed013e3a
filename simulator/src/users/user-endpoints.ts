import { z } from 'zod';
import type { ApiCall, Answer } from '../api/endpoint-handler';
import { pageQuery, takePage } from '../api/pagination';
import { parseQuery } from '../api/validation';
import { newOpaqueToken } from '../identifiers';
import { zoomErrors } from '../zoom-errors';
import { toListedUser, toUserAnswer, toUserSettings } from './user-answers';

/** Largest page: OpenAPI document, GET /users. */
const LARGEST_PAGE = 2000;

const listQuery = z.object({
  ...pageQuery,
  status: z.enum(['active', 'inactive', 'pending']).default('active'),
  role_id: z.string().optional(),
  page_number: z.coerce.number().int().min(1).optional(),
  include_fields: z.enum(['custom_attributes', 'host_key']).optional(),
});

const tokenQuery = z.object({
  type: z.enum(['token', 'zak', 'onbehalf']).default('token'),
  ttl: z.coerce.number().int().min(0).optional(),
  meeting_id: z.string().optional(),
});

export function listUsersEndpoint({ world, query }: ApiCall): Answer {
  const { status, role_id, page_size, page_number, next_page_token } = parseQuery(listQuery, query);
  const users = world.users
    .all()
    .filter((user) => user.status === status)
    .filter((user) => role_id === undefined || user.roleId === role_id);
  const { rows, ...page } = takePage(world, {
    rows: users,
    pageSize: page_size,
    largestPageSize: LARGEST_PAGE,
    token: next_page_token,
    pageNumber: page_number,
    query: `/users ${status} ${role_id ?? ''}`,
  });
  return {
    status: 200,
    body: { ...page, page_number: page_number ?? 1, users: rows.map(toListedUser) },
  };
}

export function getUserEndpoint({ world, params }: ApiCall): Answer {
  return { status: 200, body: toUserAnswer(world, world.users.get(params.userId ?? '')) };
}

export function getUserSettingsEndpoint({ world, params }: ApiCall): Answer {
  return { status: 200, body: toUserSettings(world, world.users.get(params.userId ?? '')) };
}

/** A token that signs its bearer in as the host, so it is never the same and never checked. */
export function getUserTokenEndpoint({ world, params, query }: ApiCall): Answer {
  world.users.get(params.userId ?? '');
  const { type } = parseQuery(tokenQuery, query);
  if (type === 'token') throw zoomErrors.tokenTypeRetired();
  return { status: 200, body: { token: newOpaqueToken() } };
}

export function getOwnZakEndpoint(): Answer {
  return { status: 200, body: { token: newOpaqueToken() } };
}

import { z } from 'zod';
import type { World } from '../world';
import { zoomErrors } from '../zoom-errors';
import { newPageToken } from '../identifiers';

/** A page token works for 15 minutes: OpenAPI documents, parameter `next_page_token`. */
const PAGE_TOKEN_LIFETIME_MS = 15 * 60 * 1000;
const DEFAULT_PAGE_SIZE = 30;

export const pageQuery = {
  page_size: z.coerce.number().int().min(1).optional(),
  next_page_token: z.string().optional(),
};

interface OpenPage {
  query: string;
  offset: number;
  expiresAt: number;
}

export type PageTokens = Map<string, OpenPage>;

export interface PageRequest<Row> {
  rows: Row[];
  pageSize: number | undefined;
  largestPageSize: number;
  token: string | undefined;
  /** A number of the page, which the older lists accept instead of a token. */
  pageNumber?: number;
  /** Everything else that shaped the list: a token only continues the same question. */
  query: string;
}

export interface Page<Row> {
  rows: Row[];
  next_page_token: string;
  page_count: number;
  page_size: number;
  total_records: number;
}

/** Zoom ends a list with an empty `next_page_token`. */
export function takePage<Row>(world: World, request: PageRequest<Row>): Page<Row> {
  const pageSize = Math.min(request.pageSize ?? DEFAULT_PAGE_SIZE, request.largestPageSize);
  if (pageSize !== (request.pageSize ?? DEFAULT_PAGE_SIZE)) {
    world.unexpected.report({
      method: 'GET',
      path: request.query,
      why: `page_size ${request.pageSize} is above the maximum of ${request.largestPageSize}`,
    });
  }
  const query = `${request.query} page_size=${pageSize}`;
  const offset = request.token
    ? redeem(world, request.token, query)
    : ((request.pageNumber ?? 1) - 1) * pageSize;
  const end = offset + pageSize;
  return {
    rows: request.rows.slice(offset, end),
    next_page_token: end < request.rows.length ? open(world, query, end) : '',
    page_count: Math.ceil(request.rows.length / pageSize),
    page_size: pageSize,
    total_records: request.rows.length,
  };
}

function open(world: World, query: string, offset: number): string {
  const token = newPageToken();
  world.pages.set(token, { query, offset, expiresAt: world.clock.now() + PAGE_TOKEN_LIFETIME_MS });
  return token;
}

function redeem(world: World, token: string, query: string): number {
  const page = world.pages.get(token);
  if (!page || page.expiresAt <= world.clock.now() || page.query !== query) {
    throw zoomErrors.invalidPageToken();
  }
  return page.offset;
}

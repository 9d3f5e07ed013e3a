import { errors } from '@strapi/utils';

/**
 * `?status=live` would answer all entries silently: `status` is Strapi's parameter for draft or
 * published, and the meeting's own is `state`.
 */
export const knownStatus = (ctx: { request: { query: Record<string, unknown> } }): true => {
  // A policy's context is a copy that has lost Koa's getters, `ctx.query` among them.
  const { status } = ctx.request.query;
  if (status === undefined || status === 'draft' || status === 'published') return true;
  throw new errors.ValidationError(
    'Invalid parameter "status": it takes draft or published. To find meetings by their state use filters[state][$eq]=live, or filters[meeting][state][$eq]=live on sessions.',
    { key: 'status', path: 'status' }
  );
};

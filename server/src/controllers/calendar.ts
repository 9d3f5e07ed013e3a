import { createHash } from 'node:crypto';
import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import { z } from 'zod';

import { feedFilterSchema, newFeedSchema } from '../../../contracts/calendar';
import type { CalendarText, FeedOwner } from '../calendar';
import { takenSecretOf } from '../middlewares/feed-secret';
import { compositionOf } from '../services';
import { parseRequest } from './query';

const NO_EVENT = 'There is no such meeting, or it has no time yet.';
const NO_FEED = 'There is no such calendar feed.';
/** Without the path's dot and letters that a header cannot carry. */
const fileName = (name: string): string => `${name.replace(/[^\w-]+/g, '-').slice(0, 60)}.ics`;

const etagOf = (text: string): string =>
  `"${createHash('sha256').update(text).digest('base64url').slice(0, 32)}"`;

/**
 * Answers a calendar file, for this reader's own cache alone. A feed is compared by its tag only:
 * meetings leave it, and links come and go, without any of those that stay having changed.
 */
const answerFile = (
  ctx: Context,
  { text, changedAt }: CalendarText,
  about: { name: string; isFeed: boolean }
): void => {
  ctx.status = 200;
  ctx.set('Cache-Control', 'private, max-age=0, must-revalidate');
  ctx.vary('Authorization');
  ctx.set('ETag', etagOf(text));
  if (changedAt) ctx.lastModified = changedAt;
  const disposition = about.isFeed ? 'inline' : 'attachment';
  ctx.set('Content-Disposition', `${disposition}; filename="${fileName(about.name)}"`);
  const isAskedByTag = ctx.get('If-None-Match') !== '';
  if (ctx.fresh && (isAskedByTag || !about.isFeed)) {
    ctx.status = 304;
    return;
  }
  ctx.type = 'text/calendar; charset=utf-8';
  ctx.body = text;
};

/** `/api/zoom/…calendar…`. No action's name ends in find: a read-only token passes all that do. */
export const calendarController = ({ strapi }: { strapi: Core.Strapi }) => {
  const calendar = () => compositionOf(strapi).calendar;

  const ownerOf = (ctx: Context): FeedOwner | null => {
    const { owner } = calendar().readers.ofRequest(ctx.state);
    if (owner === null) {
      ctx.forbidden('A calendar feed belongs to a user or an API token: sign in first.');
    }
    return owner;
  };
  const idOf = (ctx: Context): string => z.string().parse(ctx['params'].id);
  const noStore = (ctx: Context): void => ctx.set('Cache-Control', 'no-store');

  return {
    async event(ctx: Context) {
      const documentId = z.string().parse(ctx['params'].documentId);
      const { links } = calendar().readers.ofRequest(ctx.state);
      const file = await calendar().event(documentId, links);
      if (file === null) return ctx.notFound(NO_EVENT);
      return answerFile(ctx, file, { name: `meeting-${documentId}`, isFeed: false });
    },

    async feed(ctx: Context) {
      const filter = parseRequest(feedFilterSchema, ctx.query);
      const { links } = calendar().readers.ofRequest(ctx.state);
      const file = await calendar().feed(filter, links);
      answerFile(ctx, file, { name: filter.course ?? 'calendar', isFeed: true });
    },

    /** Read by its secret, with its owner's eyes as they are today. */
    async secretFeed(ctx: Context) {
      const secret = takenSecretOf(ctx);
      const feed = secret === null ? null : await calendar().feeds.bySecret(secret);
      const reader = feed && (await calendar().readers.ofOwner(feed.owner));
      ctx.set('X-Robots-Tag', 'noindex');
      noStore(ctx);
      if (!feed || !reader) return ctx.notFound(NO_FEED);
      // Rules of the app look at the request's user: they see the owner.
      if (reader.account !== null) ctx.state['user'] = reader.account;
      const file = await calendar().feed(feed.filter, reader.links);
      return answerFile(ctx, file, { name: feed.label ?? 'calendar', isFeed: true });
    },

    async listFeeds(ctx: Context) {
      const owner = ownerOf(ctx);
      noStore(ctx);
      if (owner) ctx.body = { data: await calendar().feeds.list(owner) };
    },

    async createFeed(ctx: Context) {
      const owner = ownerOf(ctx);
      if (!owner) return;
      const made = await calendar().feeds.add(owner, parseRequest(newFeedSchema, ctx.request.body));
      noStore(ctx);
      if (made === null) return ctx.conflict('There are too many feeds: revoke one first.');
      ctx.status = 201;
      ctx.body = { data: made };
    },

    /** The same feed under a new secret. */
    async rotateFeed(ctx: Context) {
      const owner = ownerOf(ctx);
      if (!owner) return;
      const made = await calendar().feeds.rotate(owner, idOf(ctx));
      noStore(ctx);
      if (made === null) return ctx.notFound(NO_FEED);
      ctx.body = { data: made };
    },

    async revokeFeed(ctx: Context) {
      const owner = ownerOf(ctx);
      if (!owner) return;
      const wasThere = await calendar().feeds.revoke(owner, idOf(ctx));
      if (!wasThere) return ctx.notFound(NO_FEED);
      ctx.body = { data: { revoked: true } };
    },
  };
};

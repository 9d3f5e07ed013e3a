import type { Core } from '@strapi/types';
import { traverseEntity } from '@strapi/utils';
import { ACTION, UID } from '../../../contracts/identifiers';
import { perRequest, schemasOf, visitEntries, type Schema } from './entries';

/** A link that lets whoever has it in, and who may see it. */
type PrivateLink = {
  uid: string;
  attribute: string;
  action: string;
  /** Whether the link of this row is still good for anything. */
  isGood: (row: Record<string, unknown>) => boolean;
};

type Policy = {
  /** Whether join links stand in ordinary answers: a narrower policy leaves them to `…/join`. */
  areJoinLinksShown: () => boolean;
};

const LINKS: readonly PrivateLink[] = [
  {
    uid: UID.meeting,
    attribute: 'joinUrl',
    action: ACTION.meetingJoin,
    isGood: ({ state }) => state !== 'cancelled' && state !== 'ended',
  },
  {
    uid: UID.recording,
    attribute: 'playUrl',
    action: ACTION.recordingPlay,
    isGood: ({ state, isReleased }) =>
      state !== 'trashed' && state !== 'deleted' && isReleased !== false,
  },
];
const LINK_OF = new Map(LINKS.map((link) => [link.uid, link]));

/** What one request has read and may show; dies with the request. */
type Seen = { links: Map<string, string>; may: Map<string, Promise<boolean>> };

const keyOf = (uid: string, documentId: string): string => `${uid} ${documentId}`;

/**
 * `joinUrl` and `playUrl` carry the passcode: whoever has the link is in. They are private, so that
 * nobody filters, sorts or searches by them (output-only hiding would leave a filter oracle), and
 * are put back into answers, at any depth, for callers who hold `meeting.join` or `recording.play`;
 * where the policy of joining asks more than that permission, join links are in no such answer.
 * What the database gave is kept by a documents middleware for the length of the request: the
 * sanitizer runs once per entry, and a query each would cost a list dearly.
 */
export const installPrivateLinks = (strapi: Core.Strapi, policy: Policy): void => {
  const schemaOf = schemasOf(strapi);
  const seenNow = perRequest<Seen>(strapi, () => ({ links: new Map(), may: new Map() }));

  const collect =
    (seen: Seen) =>
    (uid: string | undefined, row: Record<string, unknown>): void => {
      const link = LINK_OF.get(uid ?? '');
      if (!link) return;
      const { documentId, [link.attribute]: url } = row;
      if (typeof documentId !== 'string' || typeof url !== 'string' || !link.isGood(row)) return;
      seen.links.set(keyOf(link.uid, documentId), url);
    };

  const mayHave = (seen: Seen, action: string): Promise<boolean> => {
    const known = seen.may.get(action);
    if (known) return known;
    const asked = (async () => {
      // Koa's state is untyped; what is there was put there by Strapi's own authentication.
      const auth = strapi.requestContext.get()?.state['auth'];
      if (!auth) return false;
      try {
        await strapi.auth.verify(auth, { scope: [action] });
        return true;
      } catch {
        return false;
      }
    })();
    seen.may.set(action, asked);
    return asked;
  };

  strapi.documents.use(async (context, next) => {
    const result = await next();
    const seen = seenNow();
    if (seen) {
      visitEntries(result, { schema: schemaOf(context.uid), schemaOf, visit: collect(seen) });
    }
    return result;
  });

  /** The links that this caller may have. */
  const grantedLinks = async (seen: Seen): Promise<PrivateLink[]> => {
    const granted: PrivateLink[] = [];
    for (const link of LINKS) {
      if (link.uid === UID.meeting && !policy.areJoinLinksShown()) continue;
      if (await mayHave(seen, link.action)) granted.push(link);
    }
    return granted;
  };

  const putBack = async (schema: Schema, data: unknown): Promise<unknown> => {
    const seen = seenNow();
    if (!seen || seen.links.size === 0) return data;
    const granted = await grantedLinks(seen);
    if (granted.length === 0) return data;
    return traverseEntity(
      ({ key, value, schema: at }, { set }) => {
        if (key !== 'documentId' || typeof value !== 'string') return;
        const link = granted.find(({ uid }) => uid === (at as Schema).uid);
        const url = link && seen.links.get(keyOf(link.uid, value));
        if (link && url) set(link.attribute as never, url as never);
      },
      {
        schema: schema as never,
        getModel: (uid) => schemaOf(uid) as never,
      },
      data as never
    );
  };

  // The registry's type asks for lodash's curried form; it is called as schema => data.
  const sanitizer = (schema: Schema) => (data: unknown) => putBack(schema, data);
  strapi.sanitizers.add('content-api.output', sanitizer as never);
};

import { factories } from '@strapi/strapi';
import type { Core } from '@strapi/types';
import { ACTION, UID } from '../../../contracts/identifiers';
import { joinBodySchema, signatureBodySchema, type SignatureBody } from '../../../contracts/join';
import { compositionOf } from '../services';
import { fieldError } from '../settings';
import { readCaller, type CallerContext } from './caller';
import { parseRequest } from './query';
import { answerOrRefuse } from './refused';

/** What is used of Koa's context. */
type Context = CallerContext & { query: Record<string, unknown> };

const IN_QUERY =
  'belongs into the body of a POST: the addresses of requests are logged by every server on the way';

/** Nobody is named in an address. @throws ValidationError (400) naming the field. */
const refuseNamesInQuery = ({ query }: Context): void => {
  const named = Object.keys(query).filter((key) => /^(user|guest)\b/.test(key));
  if (named.length > 0) throw fieldError(named.map((field) => ({ field, message: IN_QUERY })));
};

/** `/api/zoom/meetings`: public fields of meetings, and what a caller may use to join or start one. */
export const meetingController = factories.createCoreController(
  UID.meeting as 'plugin::upload.file',
  ({ strapi }: { strapi: Core.Strapi }) => {
    const joining = () => compositionOf(strapi).joining;

    const mayHost = (ctx: Context): Promise<boolean> =>
      strapi.auth.verify(ctx.state['auth'] as never, { scope: [ACTION.meetingStartUrl] }).then(
        () => true,
        () => false
      );

    return {
      /** What this caller may use to join now: the link, or why there is none. By the plan. */
      async join(ctx) {
        refuseNamesInQuery(ctx);
        const { user } = parseRequest(joinBodySchema, ctx.request.body);
        const caller = readCaller(ctx, user);
        await answerOrRefuse(ctx, () => joining().join(String(ctx.params.documentId), caller));
      },

      /** What the Meeting SDK's `join` asks for. The server decides the role. */
      async signature(ctx) {
        refuseNamesInQuery(ctx);
        const body: SignatureBody = parseRequest(signatureBodySchema, ctx.request.body);
        const caller = readCaller(ctx, body.user);
        const request = { caller, body, mayHost: await mayHost(ctx) };
        await answerOrRefuse(ctx, () => joining().sign(String(ctx.params.documentId), request));
      },

      /** The link that makes whoever follows it the host: fetched from Zoom now, kept nowhere. */
      async startUrl(ctx) {
        refuseNamesInQuery(ctx);
        const { user } = parseRequest(joinBodySchema, ctx.request.body);
        const caller = readCaller(ctx, user);
        await answerOrRefuse(ctx, async () => ({
          startUrl: await joining().startUrl(String(ctx.params.documentId), caller),
        }));
      },
    };
  }
);

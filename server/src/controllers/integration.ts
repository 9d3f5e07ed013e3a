import { ACTION } from '../../../contracts/identifiers';
import { presentMeeting, Refusal, type Integration } from '../integration';

/** What this controller reads of a request and writes of an answer: Koa's context has more. */
type Context = {
  params: Record<string, unknown>;
  query: unknown;
  request: { body?: unknown; headers: Record<string, string | string[] | undefined> };
  state: { auth?: { strategy?: { name?: string }; credentials?: { id?: unknown } | null } };
  status: number;
  body: unknown;
  set(header: string, value: string): void;
};

type ControllerDeps = {
  integration: () => Integration;
  /** Strapi's `auth.verify`: throws where the caller lacks the action. */
  verify: (auth: unknown, config: { scope: string[] }) => Promise<unknown>;
};

/** Who asks: a token or a site user, by kind and id. */
const callerOf = ({ state: { auth } }: Context): string =>
  `${auth?.strategy?.name ?? 'nobody'}:${String(auth?.credentials?.id ?? '')}`;

const refuse = (ctx: Context, refusal: Refusal): void => {
  const { status, name, message, details, retryAfterSeconds } = refusal;
  if (retryAfterSeconds !== null) ctx.set('Retry-After', String(retryAfterSeconds));
  ctx.status = status;
  ctx.body = { success: false, data: null, error: { status, name, message, details } };
};

/** Answers `work`'s result, or its refusal in Strapi's shape. Start links make it uncacheable. */
const answer = async (
  ctx: Context,
  work: () => Promise<{ status?: number; body: Record<string, unknown> }>
): Promise<void> => {
  ctx.set('Cache-Control', 'no-store');
  try {
    const { status = 200, body } = await work();
    ctx.status = status;
    ctx.body = { success: true, ...body };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refuse(ctx, error);
  }
};

/** `/api/admin/integrations/zoom/meetings`: its actions are the permissions that are granted. */
export const createIntegrationController = ({ integration, verify }: ControllerDeps) => {
  const mayStart = (ctx: Context): Promise<boolean> =>
    verify(ctx.state.auth, { scope: [ACTION.integrationStartLink] }).then(
      () => true,
      () => false
    );

  return {
    list: (ctx: Context) =>
      answer(ctx, async () => {
        const meetings = await integration().list(ctx.query);
        return { body: { meetings, count: meetings.length } };
      }),

    get: (ctx: Context) =>
      answer(ctx, async () => {
        const meeting = await integration().get(ctx.params.id);
        return { body: { meeting: presentMeeting(meeting, { mayStart: await mayStart(ctx) }) } };
      }),

    create: (ctx: Context) =>
      answer(ctx, async () => {
        const { meeting, isReplay } = await integration().create({
          body: ctx.request.body,
          caller: callerOf(ctx),
          idempotencyKey: ctx.request.headers['idempotency-key'],
        });
        if (isReplay) ctx.set('Idempotency-Replayed', 'true');
        const shown = presentMeeting(meeting, { mayStart: await mayStart(ctx) });
        return { status: 201, body: { meeting: shown } };
      }),

    update: (ctx: Context) =>
      answer(ctx, async () => {
        const meeting = await integration().update(ctx.params.id, ctx.request.body);
        return { body: { meeting: presentMeeting(meeting, { mayStart: false }) } };
      }),

    cancel: (ctx: Context) =>
      answer(ctx, async () => {
        await integration().cancel(ctx.params.id);
        return { body: {} };
      }),

    startLink: (ctx: Context) =>
      answer(ctx, async () => ({
        body: { start_url: await integration().startLink(ctx.params.id) },
      })),
  };
};

import { Refusal } from '../integration';

/** What is used of Koa's context. */
export type RefusableContext = {
  status: number;
  body: unknown;
  set(header: string, value: string): void;
};

/** Answers `work`'s result, uncacheable; a refusal is answered in Strapi's own shape. */
export const answerOrRefuse = async (
  ctx: RefusableContext,
  work: () => Promise<unknown>
): Promise<void> => {
  ctx.set('Cache-Control', 'no-store');
  try {
    ctx.body = await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { status, name, message, details, retryAfterSeconds } = error;
    if (retryAfterSeconds !== null) ctx.set('Retry-After', String(retryAfterSeconds));
    ctx.status = status;
    ctx.body = { data: null, error: { status, name, message, details } };
  }
};

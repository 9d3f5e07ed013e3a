import type { Core } from '@strapi/types';
import { ADMIN_PERMISSION } from '../../../contracts/identifiers';
import type { SessionPanel, SessionStart } from '../../../contracts/session-panel';
import { say } from '../../../contracts/sentences';
import { compositionOf } from '../services';
import { answerOrRefuse, type RefusableContext } from './refused';
import { isTurnedAway, localeOf, type SessionContext } from './session-access';

/** What stands beside a session in the Content Manager. */
export const sessionPanelController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async read(ctx: SessionContext): Promise<void> {
    if (await isTurnedAway(strapi, ctx)) return;
    const data = await compositionOf(strapi).panel({
      key: ctx.params,
      locale: localeOf(ctx),
      canRepair: ctx.state.userAbility?.can(ADMIN_PERMISSION.meetingsRepair) ?? false,
      canStart: ctx.state.userAbility?.can(ADMIN_PERMISSION.meetingsStart) ?? false,
    });
    ctx.body = { data } satisfies { data: SessionPanel };
  },

  async retry(ctx: SessionContext): Promise<void> {
    if (await isTurnedAway(strapi, ctx)) return;
    const wasFound = await compositionOf(strapi).repair.retry(ctx.params);
    if (wasFound) ctx.body = { data: { retried: true } };
    else ctx.notFound(say('answer.neverPublished'));
  },

  /** The link that makes whoever follows it the host: fetched from Zoom now, kept nowhere. */
  async startLink(ctx: SessionContext & RefusableContext): Promise<void> {
    if (await isTurnedAway(strapi, ctx)) return;
    await answerOrRefuse(ctx, async () => {
      const startUrl = await compositionOf(strapi).joining.startSession(ctx.params);
      return { data: { startUrl } } satisfies { data: SessionStart };
    });
  },
});

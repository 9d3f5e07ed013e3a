import type { Core } from '@strapi/types';
import { say } from '../../../contracts/sentences';
import { compositionOf } from '../services';

/** What is used of Koa's context by routes of one session. */
export type SessionContext = {
  params: { uid: string; documentId: string };
  query: Record<string, unknown>;
  state: { userAbility?: { can(action: string): boolean } };
  body: unknown;
  notFound(message: string): unknown;
  forbidden(message?: string): unknown;
  conflict(message: string, details?: unknown): unknown;
};

type Access = 'granted' | 'refused' | 'absent';

/** The language asked for; null for the default one. */
export const localeOf = ({ query }: SessionContext): string | null =>
  typeof query['locale'] === 'string' && query['locale'] !== '' ? query['locale'] : null;

/**
 * Whether this admin may read that very entry, in that language where one is named: authors see
 * their own sessions alone, and a role may be kept to some languages.
 */
const access = async (strapi: Core.Strapi, ctx: SessionContext): Promise<Access> => {
  const { uid, documentId } = ctx.params;
  const checker = strapi
    .service('plugin::content-manager.permission-checker')
    .create({ userAbility: ctx.state.userAbility, model: uid });
  if (checker.cannot.read()) return 'refused';
  const versions: Record<string, unknown>[] = await strapi.db
    .query(uid as `plugin::${string}.${string}`)
    .findMany({ where: { documentId }, populate: ['createdBy'] });
  if (versions.length === 0) return 'absent';
  const locale = localeOf(ctx);
  const asked = versions.filter((version) => version['locale'] === locale);
  // A language that is about to be added has no entry yet: the others say whose session it is.
  const looked = asked.length > 0 ? asked : versions;
  return looked.some((version) => !checker.cannot.read(version)) ? 'granted' : 'refused';
};

/** Answers where there is nothing to show or nobody to show it to; false where all is well. */
export const isTurnedAway = async (strapi: Core.Strapi, ctx: SessionContext): Promise<boolean> => {
  if (!compositionOf(strapi).bindings.of(ctx.params.uid)) {
    ctx.notFound(say('answer.noMeetings'));
    return true;
  }
  const found = await access(strapi, ctx);
  if (found === 'absent') ctx.notFound(say('answer.noSession'));
  if (found === 'refused') ctx.forbidden();
  return found !== 'granted';
};

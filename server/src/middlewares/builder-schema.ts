import type { Core } from '@strapi/types';
import type { Context, Next } from 'koa';
import { BOUND_RELATION } from '../bindings/bound-relation';
import { isRecord } from './entries';

const PATH = '/content-type-builder/';

const withoutOurs = (attributes: unknown): unknown => {
  if (Array.isArray(attributes)) {
    return attributes.filter(
      (attribute) => !isRecord(attribute) || attribute['name'] !== BOUND_RELATION
    );
  }
  if (!isRecord(attributes)) return attributes;
  const { [BOUND_RELATION]: _ours, ...others } = attributes;
  return others;
};

/** A content type as the builder answers it, its attributes beside it or inside `schema`. */
const cleaned = (type: unknown, bound: ReadonlySet<string>): unknown => {
  if (!isRecord(type) || typeof type['uid'] !== 'string' || !bound.has(type['uid'])) return type;
  const copy: Record<string, unknown> = { ...type };
  if ('attributes' in copy) copy['attributes'] = withoutOurs(copy['attributes']);
  if (isRecord(copy['schema'])) {
    const { schema } = copy;
    copy['schema'] = { ...schema, attributes: withoutOurs(Reflect.get(schema, 'attributes')) };
  }
  return copy;
};

const cleanedData = (data: unknown, bound: ReadonlySet<string>): unknown => {
  if (Array.isArray(data)) return data.map((type) => cleaned(type, bound));
  if (!isRecord(data)) return data;
  if (!isRecord(data['contentTypes'])) return cleaned(data, bound);
  const contentTypes = Object.fromEntries(
    Object.entries(data['contentTypes']).map(([uid, type]) => [uid, cleaned(type, bound)])
  );
  return { ...data, contentTypes };
};

/**
 * Leaves `zoomMeeting` out of what the Content-Type Builder is told of bound types: its next save
 * would write it into the app's own schema.json (measured on Strapi 5.54). For `register`.
 */
export const installBuilderSchema = (strapi: Core.Strapi, uids: string[]): void => {
  if (uids.length === 0) return;
  const bound = new Set(uids);
  strapi.server.router.use(async (ctx: Context, next: Next) => {
    await next();
    if (ctx.method !== 'GET' || !ctx.path.toLowerCase().startsWith(PATH)) return;
    const { body }: { body?: unknown } = ctx;
    if (isRecord(body) && 'data' in body) {
      ctx.body = { ...body, data: cleanedData(body['data'], bound) };
    }
  });
};

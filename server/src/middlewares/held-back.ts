import type { Core } from '@strapi/types';
import type { UID } from '../../../contracts/identifiers';
import {
  isContentApi,
  isRecord,
  perRequest,
  schemaBelow,
  schemasOf,
  visitEntries,
  type Schema,
} from './entries';
import { HOLDABLE, queryOfReleased, releasedOnly } from './held-back-query';

/** What one request has found out: whether a recording or transcript is released. */
type Verdicts = Map<string, boolean>;

const keyOf = (uid: string, documentId: string): string => `${uid} ${documentId}`;
const READS: readonly string[] = ['findMany', 'findFirst', 'findOne', 'count'];

/**
 * Recordings that are held back, and their transcripts, do not exist for the content API: no answer
 * has them at any depth, no filter, sort or count tells of them. Queries are rewritten, and answers
 * are pruned of what came another way; what is not known to be released is left out.
 */
export const installHeldBack = (strapi: Core.Strapi): void => {
  const schemaOf = schemasOf(strapi);
  const verdictsNow = perRequest<Verdicts>(strapi, () => new Map());

  /** Asks the database about all entries of a result at once, where it is not known already. */
  const judge = async (
    verdicts: Verdicts,
    { schema, data }: { schema: Schema | undefined; data: unknown }
  ): Promise<void> => {
    const unknown = new Map<string, Set<string>>();
    visitEntries(data, {
      schema,
      schemaOf,
      visit: (uid, { documentId }) => {
        if (uid === undefined || !HOLDABLE.includes(uid)) return;
        if (typeof documentId !== 'string' || verdicts.has(keyOf(uid, documentId))) return;
        unknown.set(uid, (unknown.get(uid) ?? new Set()).add(documentId));
      },
    });
    for (const [uid, documentIds] of unknown) {
      const released: { documentId: string }[] = await strapi.db
        .query(uid as typeof UID.recording)
        .findMany({
          where: { documentId: { $in: [...documentIds] }, ...releasedOnly(uid) },
          select: ['documentId'],
        });
      for (const documentId of documentIds) verdicts.set(keyOf(uid, documentId), false);
      for (const { documentId } of released) verdicts.set(keyOf(uid, documentId), true);
    }
  };

  strapi.documents.use(async (context, next) => {
    if (!READS.includes(context.action) || !isContentApi(strapi)) return next();
    const schema = schemaOf(context.uid);
    const params: unknown = context.params;
    const rewritten = queryOfReleased(params ?? {}, { schema, schemaOf });
    const released = releasedOnly(context.uid);
    if (isRecord(rewritten)) {
      if (released) {
        const filters = isRecord(rewritten['filters']) ? rewritten['filters'] : {};
        rewritten['filters'] = { $and: [filters, released] };
      }
      Object.assign(context, { params: rewritten });
    }
    const result: unknown = await next();
    const verdicts = verdictsNow();
    if (verdicts && context.action !== 'count') await judge(verdicts, { schema, data: result });
    return result as never;
  });

  /** The value without what is held back; null where the entry itself is. */
  const prune = (
    value: unknown,
    { schema, verdicts }: { schema: Schema | undefined; verdicts: Verdicts }
  ): unknown => {
    if (!schema || !isRecord(value)) return value;
    const { uid } = schema;
    if (uid !== undefined && HOLDABLE.includes(uid)) {
      const { documentId } = value;
      const isKnown = typeof documentId === 'string' && verdicts.get(keyOf(uid, documentId));
      // A count of entries ({ count }) has no documentId either: it would count what is held back.
      if (!isKnown) return null;
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, below]): [string, unknown] => {
        const attribute = schema.attributes[name];
        if (!attribute) return [name, below];
        const pruned = (entry: unknown): unknown =>
          prune(entry, { schema: schemaBelow(schemaOf, attribute, entry), verdicts });
        if (!Array.isArray(below)) return [name, pruned(below)];
        return [name, below.map(pruned).filter((entry) => entry !== null)];
      })
    );
  };

  const withoutHeldBack = async (schema: Schema, data: unknown): Promise<unknown> => {
    const verdicts = verdictsNow() ?? new Map<string, boolean>();
    await judge(verdicts, { schema, data });
    return Array.isArray(data)
      ? data.map((one: unknown) => prune(one, { schema, verdicts })).filter((one) => one !== null)
      : prune(data, { schema, verdicts });
  };

  // The registry's type asks for lodash's curried form; it is called as schema => data.
  const sanitizer = (schema: Schema) => (data: unknown) => withoutHeldBack(schema, data);
  strapi.sanitizers.add('content-api.output', sanitizer as never);
};

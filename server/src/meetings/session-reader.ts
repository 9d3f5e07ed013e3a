import { z } from 'zod';
import type { SessionBinding, SessionBindings } from '../bindings';
import { draftsOnly, publishedOnly, whereAt } from '../bindings/binding';
import { planVersion, type PlannedSession, type SessionKey } from '../domain/session';
import { mappedPaths, plannedFrom } from '../domain/session-mapping';
import type { Database } from '../jobs/database';
import { populateFor } from './relation-values';

type AnyUid = `plugin::${string}.${string}`;

const moment = z
  .union([z.date(), z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : new Date(value)));

/** A version of a session as the database gives it, whatever its type. */
const versionSchema = z.looseObject({
  id: z.number(),
  documentId: z.string(),
  locale: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
  publishedAt: moment,
  createdAt: moment,
});
type SessionVersion = z.infer<typeof versionSchema>;

/** A session to come, and since when it is out. */
export type UpcomingSession = { session: PlannedSession; outSince: Date | null };

const toPlan = (
  { uid, mapping }: SessionBinding,
  version: SessionVersion | null
): PlannedSession | null => {
  const planned = version && plannedFrom(mapping, version);
  return planned && { uid, documentId: version.documentId, locale: version.locale, ...planned };
};

export type SessionReader = ReturnType<typeof createSessionReader>;

/** Reads sessions as they are planned: their published versions, whatever made them. */
export const createSessionReader = (deps: {
  db: Database;
  bindings: SessionBindings;
  defaultLocale: () => Promise<string | null>;
}) => {
  const { db, bindings } = deps;
  const readVersions = async (binding: SessionBinding, where: Record<string, unknown>) => {
    const paths = mappedPaths(binding.mapping).map((path) => path.join('.'));
    const records: unknown[] = await db.query(binding.uid as AnyUid).findMany({
      where,
      orderBy: { id: 'asc' },
      populate: populateFor(paths),
    });
    return records.flatMap((record) => {
      const parsed = versionSchema.safeParse(record);
      // One without a start is no session yet.
      return parsed.success && plannedFrom(binding.mapping, parsed.data) ? [parsed.data] : [];
    });
  };

  /** The plan of one session; null where no version of it is published, or its type is not bound. */
  const published = async ({ uid, documentId }: SessionKey): Promise<PlannedSession | null> => {
    const binding = bindings.of(uid);
    if (!binding) return null;
    const versions = await readVersions(binding, { documentId, ...publishedOnly(binding) });
    return toPlan(binding, planVersion(versions, await deps.defaultLocale()));
  };

  /** What a publish would plan: the draft of that locale; null where it has no start yet. */
  const draft = async (
    { uid, documentId }: SessionKey,
    locale: string | null
  ): Promise<PlannedSession | null> => {
    const binding = bindings.of(uid);
    if (!binding) return null;
    const versions = await readVersions(binding, { documentId, ...draftsOnly(binding) });
    return toPlan(binding, planVersion(versions, locale ?? (await deps.defaultLocale())));
  };

  /** Published sessions that begin after `after`, in pages, one plan per session. */
  async function* upcoming(
    binding: SessionBinding,
    after: Date
  ): AsyncGenerator<UpcomingSession[]> {
    const pageSize = 500;
    const defaultLocale = await deps.defaultLocale();
    for (let lastDocumentId = ''; ; ) {
      const rows: { documentId: string }[] = await db.query(binding.uid as AnyUid).findMany({
        where: {
          ...publishedOnly(binding),
          ...whereAt(binding.mapping.startTime, { $gt: after }),
          documentId: { $gt: lastDocumentId },
        },
        select: ['documentId'],
        orderBy: { documentId: 'asc' },
        limit: pageSize,
      });
      const documentIds = [...new Set(rows.map((row) => row.documentId))];
      const last = documentIds.at(-1);
      if (last === undefined) return;
      const versions = await readVersions(binding, {
        documentId: { $in: documentIds },
        ...publishedOnly(binding),
      });
      yield documentIds.flatMap((documentId) => {
        const own = versions.filter((version) => version.documentId === documentId);
        const version = planVersion(own, defaultLocale);
        const session = toPlan(binding, version);
        return version && session
          ? [{ session, outSince: version.publishedAt ?? version.createdAt }]
          : [];
      });
      lastDocumentId = last;
    }
  }

  return {
    published,
    draft,
    upcoming,
    isBound: (uid: string): boolean => bindings.of(uid) !== null,
  };
};

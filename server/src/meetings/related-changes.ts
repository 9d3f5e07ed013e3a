import { z } from 'zod';
import type { SessionBinding, SessionBindings } from '../bindings';
import { publishedOnly, whereAt } from '../bindings/binding';
import type { Database } from '../jobs/database';
import type { JobHandler, Outbox } from '../jobs/types';
import type { MeetingRows } from './meeting-rows';
import type { DocumentContext } from './session-save';
import { raiseSync } from './sync-job';

type AnyUid = `plugin::${string}.${string}`;

type Deps = {
  db: Database;
  bindings: SessionBindings;
  rows: MeetingRows;
  outbox: Outbox;
  /** A look at all sessions, where it can no longer be told which of them are concerned. */
  reconcile: () => Promise<void>;
  clock: () => Date;
};

const payloadSchema = z.object({ uid: z.string(), documentId: z.string() });
const LONGEST_MEETING_MS = 1440 * 60_000;
const PAGE = 500;

/**
 * Follows changes of related entries: sessions read `course.title`, and a course of a watched type
 * that changes is followed at once; what is not watched waits for the hourly reconcile.
 */
export const createRelatedChanges = (deps: Deps) => {
  const { db, bindings, rows, outbox } = deps;
  const watched = new Set(bindings.all.flatMap(({ watch }) => watch));

  const sessionsOf = async (
    binding: SessionBinding,
    { path, documentId }: { path: readonly string[]; documentId: string }
  ): Promise<Set<string>> => {
    const found = new Set<string>();
    const after = new Date(deps.clock().getTime() - LONGEST_MEETING_MS);
    for (let lastId = 0; ; ) {
      const page: { id: number; documentId: string }[] = await db
        .query(binding.uid as AnyUid)
        .findMany({
          where: {
            $and: [
              { id: { $gt: lastId }, ...publishedOnly(binding) },
              whereAt(binding.mapping.startTime, { $gt: after }),
              whereAt(path, { documentId }),
            ],
          },
          select: ['id', 'documentId'],
          orderBy: { id: 'asc' },
          limit: PAGE,
        });
      for (const entry of page) {
        found.add(entry.documentId);
        lastId = entry.id;
      }
      if (page.length < PAGE) return found;
    }
  };

  /** Has the sessions that read this entry looked at; those without a meeting's row stay without. */
  const follow = async (changed: { uid: string; documentId: string }): Promise<void> => {
    for (const binding of bindings.all) {
      if (!binding.watch.includes(changed.uid)) continue;
      for (const { path, uid } of binding.related) {
        if (uid !== changed.uid) continue;
        const sessions = await sessionsOf(binding, { path, documentId: changed.documentId });
        const known = await rows.findBySessions(binding.uid, [...sessions]);
        for (const row of known.values()) {
          if (row.session) await raiseSync(outbox, row.session, { ...row, delayMs: 0 });
        }
      }
    }
  };

  const raise = async (context: DocumentContext, documentId: string): Promise<void> => {
    const { uid, action } = context;
    // Once it is gone nobody can say which sessions read it.
    if (action === 'delete' || action === 'unpublish') return deps.reconcile();
    await outbox.raise({
      task: 'follow-related',
      key: `follow-related:${uid}:${documentId}`,
      payload: { uid, documentId },
    });
  };

  return {
    /** For the documents service: a change of a watched entry raises a job in its transaction. */
    middleware: async (
      context: DocumentContext,
      next: () => Promise<unknown>
    ): Promise<unknown> => {
      const { action, params, uid } = context;
      const isChange = ['update', 'publish', 'unpublish', 'delete'].includes(action);
      const { documentId } = params;
      if (!isChange || !documentId || !watched.has(uid)) return next();
      return db.transaction(async () => {
        const result = await next();
        await raise(context, documentId);
        return result;
      });
    },

    handler: (async (job) => {
      await follow(payloadSchema.parse(job.payload));
      return { kind: 'done' };
    }) satisfies JobHandler,
  };
};

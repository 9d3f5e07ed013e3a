import type { SessionBinding, SessionBindings } from '../bindings';
import type { FrozenDefaults, SessionKey } from '../domain/session';
import { momentOf, valueAt } from '../domain/session-mapping';
import type { Database, Transaction } from '../jobs/database';
import type { Outbox } from '../jobs/types';
import type { Settings } from '../settings/types';
import type { MeetingLinks } from './meeting-links';
import type { MeetingRows } from './meeting-rows';
import { populateFor } from './relation-values';
import { createSessionInput, type Attributes } from './session-input';
import { isPublishing, type DocumentContext } from './session-save';
import { shareAmongPublished } from './shared-values';
import { raiseSync } from './sync-job';

type AnyUid = `plugin::${string}.${string}`;

type Deps = {
  db: Database;
  bindings: SessionBindings;
  attributesOf: (uid: string) => Attributes;
  defaultLocale: () => Promise<string | null>;
  rows: MeetingRows;
  links: MeetingLinks;
  outbox: Outbox;
  settings: () => Settings;
  frozenDefaults: () => FrozenDefaults;
  clock: () => Date;
};

/** Actions after which a session's published versions may be others than before. */
const CHANGES_PUBLISHED = new Set(['publish', 'unpublish', 'delete', 'create', 'update']);

const documentIdIn = (value: unknown): string | null => {
  const documentId: unknown =
    typeof value === 'object' && value !== null && Reflect.get(value, 'documentId');
  return typeof documentId === 'string' ? documentId : null;
};

/**
 * The one place where an editor's save meets the plugin: it completes and checks the session, and
 * writes the meeting's row and its job in the transaction of the save. `next` is awaited exactly
 * once, nothing here waits for Zoom, and no query runs outside the transaction's connection.
 */
export const createSessionMiddleware = (deps: Deps) => {
  const { db } = deps;
  const input = createSessionInput(deps);

  /** The versions of a session, and which of them count. */
  const versionsOf = async ({ uid, mapping, hasDraftAndPublish }: SessionBinding, id: string) => {
    const [start = ''] = mapping.startTime;
    const isPlain = mapping.startTime.length === 1;
    const all: (Record<string, unknown> & { id: number })[] = await db
      .query(uid as AnyUid)
      .findMany({
        where: { documentId: id },
        select: ['id', 'publishedAt', ...(isPlain ? [start] : [])],
        populate: populateFor([mapping.startTime.join('.')]),
      });
    const published = all.filter((version) => !hasDraftAndPublish || version['publishedAt']);
    // A publish inserts its rows: the newest one is of the language that was published now.
    return { all, published: published.sort((a, b) => b.id - a.id) };
  };

  /** After the save, before its commit: the other languages, the meeting's row, its links, its job. */
  const followUp = async (
    key: SessionKey,
    {
      trx,
      binding,
      wasPublished,
    }: { trx: Transaction; binding: SessionBinding; wasPublished: boolean }
  ): Promise<void> => {
    const { all, published } = await versionsOf(binding, key.documentId);
    const [newest, ...others] = published;
    if (wasPublished && newest && binding.hasDraftAndPublish) {
      const { uid, shared } = binding;
      const to = others.map(({ id }) => id);
      await shareAmongPublished({ db, trx, uid, shared, from: newest.id, to });
    }
    let row = await deps.rows.findBySession(key);
    // Nothing but a publish makes a meeting: an entry from before its type was bound stays without.
    if (!row && !(wasPublished && newest)) return;
    row ??= await deps.rows.ensureForSession(key, deps.frozenDefaults());
    await deps.rows.markSaved(row, newest ? null : deps.clock());
    const sessionIds = all.map(({ id }) => id);
    await deps.links.link(binding, { meetingId: row.id, sessionIds, trx });
    const start = momentOf(valueAt(newest, binding.mapping.startTime));
    await raiseSync(deps.outbox, key, { startTime: start ?? row.startTime });
  };

  /** The session that a call changed, where its published versions may have changed. */
  const changedSession = (
    context: DocumentContext,
    { binding, result }: { binding: SessionBinding; result: unknown }
  ): string | null => {
    const { action, params } = context;
    // The copy is another session than the one it was made of.
    if (action === 'clone') return documentIdIn(result);
    const isSave = action === 'create' || action === 'update';
    if (isSave && !isPublishing(context, binding)) return null;
    return params.documentId ?? documentIdIn(result);
  };

  return async (context: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    const binding = deps.bindings.of(context.uid);
    if (!binding) return next();
    const isClone = context.action === 'clone';
    if (!isClone && !CHANGES_PUBLISHED.has(context.action)) return next();
    return db.transaction(async ({ trx }) => {
      const wasPublished = isPublishing(context, binding);
      if (context.action === 'publish') await input.completeDrafts({ context, binding });
      else if (['create', 'update'].includes(context.action) || (isClone && wasPublished)) {
        await input.completeInput({ context, binding });
      }
      if (isClone) {
        // Deleting it from the data does not help: the copy would show the original's meeting.
        context.params.data = { ...context.params.data, [binding.relation]: null };
      }
      const result = await next();
      const documentId = changedSession(context, { binding, result });
      if (documentId && (!isClone || wasPublished)) {
        await followUp({ uid: context.uid, documentId }, { trx, binding, wasPublished });
      }
      return result;
    });
  };
};

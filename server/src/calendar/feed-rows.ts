import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';

import type { FeedFilter, FeedView, NewFeedView } from '../../../contracts/calendar';
import { TABLE } from '../../../contracts/identifiers';
import { rowsOf, type Database } from '../jobs/database';

/** Whose eyes a secret feed is read with. */
export type FeedOwner = { kind: 'user' | 'api-token'; id: number };

/** A person has few calendars; a site with a log-in of its own has a feed for each of its users. */
const MOST_FEEDS = { user: 20, 'api-token': 20_000 } as const;
const SECRET_BYTES = 32;
/** Of 32 bytes in base64url. */
const SECRET = /^[A-Za-z0-9_-]{43}$/;
const HOUR_MS = 3600_000;

const text = z.string().nullable();
const feedSchema = z.object({
  id: z.coerce.number(),
  public_id: z.string(),
  owner_kind: z.enum(['user', 'api-token']),
  owner_id: z.coerce.number(),
  label: text,
  course: text,
  session_type: text,
  created_at: z.coerce.number(),
  last_used_at: z.coerce.number().nullable(),
});
type StoredFeed = z.infer<typeof feedSchema>;

export type Feed = { id: number; owner: FeedOwner; filter: FeedFilter; label: string | null };

const toFeed = (row: StoredFeed): Feed => ({
  id: row.id,
  owner: { kind: row.owner_kind, id: row.owner_id },
  filter: {
    ...(row.course === null ? {} : { course: row.course }),
    ...(row.session_type === null ? {} : { sessionType: row.session_type }),
  },
  label: row.label,
});

const toView = (row: StoredFeed): FeedView => ({
  id: row.public_id,
  label: row.label,
  course: row.course,
  sessionType: row.session_type,
  createdAt: new Date(row.created_at).toISOString(),
  lastUsedAt: row.last_used_at === null ? null : new Date(row.last_used_at).toISOString(),
});

/** 256 random bits: a plain hash of them tells nobody anything. */
const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const ownedBy = ({ kind, id }: FeedOwner) => ({ owner_kind: kind, owner_id: id });

/** The rows of `zm_calendar_feeds`. */
export const createFeedRows = (deps: {
  database: Database;
  clock: () => Date;
  /** The address of a feed, given its secret. */
  urlOf: (secret: string) => string;
}) => {
  const { database, clock, urlOf } = deps;
  const rows = () => rowsOf(database, TABLE.calendarFeed);
  const columns = Object.keys(feedSchema.shape);

  const read = async (where: Record<string, unknown>): Promise<StoredFeed | null> => {
    const row: unknown = await rows().where(where).first(columns);
    return row === undefined ? null : feedSchema.parse(row);
  };

  const isMine = (owner: FeedOwner, publicId: string) => ({
    ...ownedBy(owner),
    public_id: publicId,
  });

  return {
    async list(owner: FeedOwner): Promise<FeedView[]> {
      const found: unknown[] = await rows().where(ownedBy(owner)).orderBy('id').select(columns);
      return found.map((row) => toView(feedSchema.parse(row)));
    },

    /** Null where its owner has as many as one may have. The secret is in the answer alone. */
    async add(
      owner: FeedOwner,
      { label, course, sessionType }: FeedFilter & { label?: string | undefined }
    ): Promise<NewFeedView | null> {
      const count: unknown = await rows().where(ownedBy(owner)).count({ feeds: '*' }).first();
      const { feeds } = z.object({ feeds: z.coerce.number() }).parse(count);
      if (feeds >= MOST_FEEDS[owner.kind]) return null;
      const secret = newSecret();
      const publicId = randomUUID();
      await rows().insert({
        ...isMine(owner, publicId),
        secret_hash: hashOf(secret),
        label: label ?? null,
        course: course ?? null,
        session_type: sessionType ?? null,
        created_at: clock().getTime(),
      });
      const row = await read({ public_id: publicId });
      return row && { ...toView(row), url: urlOf(secret) };
    },

    /** A new secret; the old one is good for nothing from now on. Null: no such feed of this owner. */
    async rotate(owner: FeedOwner, publicId: string): Promise<NewFeedView | null> {
      const secret = newSecret();
      const changed = await rows()
        .where(isMine(owner, publicId))
        .update({ secret_hash: hashOf(secret), last_used_at: null });
      const row = changed === 0 ? null : await read({ public_id: publicId });
      return row && { ...toView(row), url: urlOf(secret) };
    },

    /** Whether there was such a feed of this owner. */
    revoke: async (owner: FeedOwner, publicId: string): Promise<boolean> =>
      (await rows().where(isMine(owner, publicId)).delete()) > 0,

    async bySecret(secret: string): Promise<Feed | null> {
      if (!SECRET.test(secret)) return null;
      const row = await read({ secret_hash: hashOf(secret) });
      if (row === null) return null;
      const now = clock().getTime();
      // To the hour: calendars ask often, and a write each would cost more than it tells.
      if (row.last_used_at === null || now - row.last_used_at >= HOUR_MS) {
        await rows()
          .where({ id: row.id })
          .update({ last_used_at: now - (now % HOUR_MS) });
      }
      return toFeed(row);
    },

    /** Of an owner who is gone nothing stays. */
    forgetOwner: (owner: FeedOwner): Promise<number> => rows().where(ownedBy(owner)).delete(),
  };
};
export type FeedRows = ReturnType<typeof createFeedRows>;

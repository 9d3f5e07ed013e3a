import { createHash } from 'node:crypto';
import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import type { Database } from '../jobs/database';

/** How long a key answers again. */
const KEPT_MS = 24 * 60 * 60_000;

const STATES = ['pending', 'created', 'unknown'] as const;
export type KeyState = (typeof STATES)[number];

const recordSchema = z.object({
  bodyHash: z.string(),
  state: z.enum(STATES),
  meetingRowId: z.number(),
});
export type KeyRecord = z.infer<typeof recordSchema>;

export type IdempotencyKeys = ReturnType<typeof createIdempotencyKeys>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** JSON whose objects' keys are sorted, so that equal bodies give equal texts. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part
  );

/** A caller's key and body as they are stored: neither can be read back. */
export type ClaimedKey = { key: string; bodyHash: string };

/** The same key of another caller, or for another Zoom account, is another key. */
export const hashKey = (input: {
  accountId: string;
  caller: string;
  idempotencyKey: string;
  body: unknown;
}): ClaimedKey => ({
  key: sha256(JSON.stringify([input.accountId, input.caller, input.idempotencyKey])),
  bodyHash: sha256(canonical(input.body)),
});

/**
 * Keys of creates under way or done. Each belongs to one meeting row, so that whoever settles the row
 * settles the key; the answer itself is never stored but read from Zoom anew.
 */
export const createIdempotencyKeys = (deps: { db: Database; clock: () => Date }) => {
  const keys = () => deps.db.query(UID.idempotencyKey);
  const oldest = (): number => deps.clock().getTime() - KEPT_MS;

  return {
    find: async (key: string): Promise<KeyRecord | null> => {
      const record: unknown = await keys().findOne({
        where: { key, createdAt: { $gt: oldest() } },
      });
      return record === null ? null : recordSchema.parse(record);
    },

    /** Inside the transaction that makes the row. Throws where somebody else has the key. */
    claim: async ({ key, bodyHash }: ClaimedKey, meetingRowId: number): Promise<void> => {
      const createdAt = deps.clock().getTime();
      await keys().deleteMany({ where: { createdAt: { $lte: oldest() } } });
      await keys().create({ data: { key, bodyHash, state: 'pending', meetingRowId, createdAt } });
    },

    setState: async (meetingRowId: number, state: KeyState): Promise<void> => {
      await keys().updateMany({ where: { meetingRowId }, data: { state } });
    },

    /** The create came to nothing: the same key may create anew. */
    free: async (meetingRowId: number): Promise<void> => {
      await keys().deleteMany({ where: { meetingRowId } });
    },
  };
};

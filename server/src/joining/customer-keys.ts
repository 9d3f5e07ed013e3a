import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import { TABLE, UID } from '../../../contracts/identifiers';
import type { KnownKey } from '../domain/customer-key';
import { rowsOf, type Database } from '../jobs/database';

/** Hexadecimal: the column's unique index may compare without case. Zoom takes 36 characters. */
const newKey = (): string => randomBytes(16).toString('hex');

const PAGE = 1000;

const rowSchema = z.object({
  id: z.number(),
  key: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  isClaimed: z
    .union([z.boolean(), z.number()])
    .nullish()
    .transform((value) => Boolean(value)),
});

type Holder = {
  /** The account; null for a guest, who gets a new key each time. */
  accountKey: string | null;
  name: string | null;
  email: string | null;
};

/**
 * What the Meeting SDK calls `customerKey`: random per person and meeting, so that it says nothing
 * to whoever sees it, and brings the person back in Zoom's events and lists.
 */
export const createCustomerKeys = ({
  database,
  clock,
}: {
  database: Database;
  clock: () => Date;
}) => {
  const query = () => database.query(UID.customerKey);

  return {
    /** A person's key for a meeting, always the same; what the account says is kept beside it. */
    keyFor: async (meetingRowId: number, holder: Holder): Promise<string> => {
      const key = newKey();
      const holderKey = holder.accountKey ?? `guest:${key}`;
      const says = { name: holder.name, email: holder.email };
      await database.transaction(async ({ trx }) => {
        await rowsOf(database, TABLE.customerKey, trx)
          .insert({
            key,
            meeting_row_id: meetingRowId,
            holder: holderKey,
            ...says,
            is_claimed: holder.accountKey === null,
            created_at: clock().getTime(),
          })
          .onConflict(['meeting_row_id', 'holder'])
          .merge(says);
      });
      const row: unknown = await query().findOne({ where: { meetingRowId, holder: holderKey } });
      return rowSchema.parse(row).key;
    },

    /** Everybody who was given a key for a meeting, by key. */
    ofMeeting: async (meetingRowId: number): Promise<Map<string, KnownKey>> => {
      const known = new Map<string, KnownKey>();
      for (let last = 0; ; ) {
        const found: unknown[] = await query().findMany({
          where: { meetingRowId, id: { $gt: last } },
          orderBy: { id: 'asc' },
          limit: PAGE,
        });
        for (const row of found.map((one) => rowSchema.parse(one))) {
          const { key, name, email, isClaimed } = row;
          known.set(key, { name: name ?? null, email: email ?? null, isClaimed });
          last = row.id;
        }
        if (found.length < PAGE) return known;
      }
    },
  };
};
export type CustomerKeys = ReturnType<typeof createCustomerKeys>;

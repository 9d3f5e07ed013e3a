import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import { onlyName, plainHostName, type HostNames } from '../domain/host-names';
import type { Database } from '../jobs/database';

/** A renamed user is met again under the new address soon enough. */
const KNOWN_FOR_MS = 5 * 60_000;
/** A bound on what is remembered. */
const REMEMBERED = 500;

const rowSchema = z.object({ hostId: z.string(), hostEmail: z.string() });

/**
 * Who a host is, by what Zoom said of meetings that are stored here: `maria@school.example` and
 * `KDcuGIm1QgePTO8WbOqwIQ` may be one user, with one day of calls and one turn at a time.
 */
export const createHostNames = (deps: {
  db: Database;
  accountId: () => string;
  clock: () => Date;
}): ((host: string) => Promise<HostNames>) => {
  const known = new Map<string, { names: HostNames; until: number }>();

  /** What the newest meeting with this in it says: addresses change hands. */
  const newest = async (where: object) => {
    const records: unknown[] = await deps.db.query(UID.meeting).findMany({
      where: {
        $and: [
          where,
          {
            accountId: deps.accountId(),
            hostId: { $notNull: true },
            hostEmail: { $notNull: true },
          },
        ],
      },
      select: ['hostId', 'hostEmail'],
      orderBy: { id: 'desc' },
      limit: 1,
    });
    return records.map((record) => rowSchema.parse(record))[0];
  };

  const lookUp = async (host: string): Promise<HostNames | null> => {
    const plain = plainHostName(host);
    const hostId = host.includes('@')
      ? (await newest({ hostEmail: { $eqi: plain } }))?.hostId
      : host;
    const latest = hostId === undefined ? undefined : await newest({ hostId });
    if (latest === undefined) return null;
    const name = plainHostName(latest.hostEmail);
    const aliases = [latest.hostId, plain].filter((one) => one !== name);
    return { name, aliases: [...new Set(aliases)] };
  };

  return async (host) => {
    const key = `${deps.accountId()} ${plainHostName(host)}`;
    const now = deps.clock().getTime();
    const remembered = known.get(key);
    if (remembered && remembered.until > now) return remembered.names;
    const names = await lookUp(host);
    known.delete(key);
    // Nothing is remembered of a host not yet met: the next answer of Zoom may tell.
    if (names === null) return onlyName(host);
    known.set(key, { names, until: now + KNOWN_FOR_MS });
    for (const oldest of known.keys()) {
      if (known.size <= REMEMBERED) break;
      known.delete(oldest);
    }
    return names;
  };
};

import { databaseNow, databaseNowPlus } from '../../../server/src/jobs/database-clock';
import { onEachDatabase } from '../../support/job-database';

const SESSION_ZONE: Record<string, string> = {
  postgres: "SET LOCAL TIME ZONE 'Asia/Kolkata'",
  mysql: "SET time_zone = '+05:30'",
};

onEachDatabase('database clock', (opened) => {
  const read = async (): Promise<{ now: number; later: number }> => {
    const { database, kind } = opened();
    return database.transaction(async ({ trx }) => {
      const zone = SESSION_ZONE[kind];
      if (zone !== undefined) await trx.raw(zone);
      const row = await database.connection
        .select({ now: databaseNow(database), later: databaseNowPlus(database, 1234.4) })
        .transacting(trx)
        .first();
      return { now: Number(row.now), later: Number(row.later) };
    });
  };

  it('gives epoch milliseconds, whatever the time zone of the session', async () => {
    const before = Date.now();
    const { now, later } = await read();
    expect(Number.isInteger(now)).toBe(true);
    // One machine, one clock; a millisecond for rounding.
    expect(now).toBeGreaterThanOrEqual(before - 1);
    expect(now).toBeLessThanOrEqual(Date.now() + 1);
    expect(later - now).toBeGreaterThanOrEqual(1234);
    // Two readings in one statement.
    expect(later - now).toBeLessThan(1234 + 10_000);
  });

  it('goes on within a transaction', async () => {
    const { database } = opened();
    await database.transaction(async ({ trx }) => {
      const look = async () => {
        const row = await database.connection
          .select({ now: databaseNow(database) })
          .transacting(trx)
          .first();
        return Number(row.now);
      };
      const first = await look();
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await look()).toBeGreaterThan(first);
    });
  });

  it('takes only numbers into its SQL', () => {
    expect(() => databaseNowPlus(opened().database, NaN)).toThrow(TypeError);
    expect(() => databaseNowPlus(opened().database, '1; --' as never)).toThrow(TypeError);
  });
});

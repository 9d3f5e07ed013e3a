/** MySQL and MariaDB by name, PostgreSQL by SQLSTATE: a deadlock, and a failed serialisation. */
const DEADLOCKS = new Set(['ER_LOCK_DEADLOCK', '40P01', '40001']);
const TRIES = 5;

const isDeadlock = (error: unknown): boolean =>
  error instanceof Error && DEADLOCKS.has(String(Reflect.get(error, 'code')));

/**
 * Runs one statement that is a transaction of its own, again where the database chose it as the
 * victim of a deadlock: nothing of it was done. MariaDB meets them where workers claim rows that
 * others insert beside them (seen in tests/unit/jobs/interleavings.test.ts).
 */
export const despiteDeadlocks = async <T>(statement: () => PromiseLike<T>): Promise<T> => {
  for (let tried = 1; ; tried += 1) {
    try {
      return await statement();
    } catch (error) {
      if (!isDeadlock(error) || tried >= TRIES) throw error;
    }
  }
};

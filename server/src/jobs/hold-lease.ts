import type { Claim } from './claim-jobs';
import type { Database, JobLog } from './database';
import { errorText } from './error-text';
import { LeaseLostError } from './lease-lost-error';
import { renewLease } from './renew-lease';

type HeldLease = {
  /** Stops renewing; resolves when no renewal is under way any more. */
  end(): Promise<void>;
};

type HoldOptions = {
  database: Database;
  claim: Claim;
  leaseMs: number;
  log: JobLog;
  /** Called once: the lease was taken, or could not be renewed before it ran out. */
  onLost: (error: LeaseLostError) => void;
};

/**
 * Renews a claim's lease every third of it: two renewals may fail before the lease runs out.
 */
export const holdLease = (options: HoldOptions): HeldLease => {
  const { database, claim, leaseMs, log, onLost } = options;
  let heldSince = performance.now();
  let underWay: Promise<void> | null = null;

  const renew = async (): Promise<void> => {
    const startedAt = performance.now();
    try {
      if (await renewLease(database, { claim, leaseMs })) heldSince = startedAt;
      else lose();
    } catch (error) {
      log.warn(`zoom: lease of job ${claim.key} not renewed: ${errorText(error)}`);
    }
  };

  const lose = (): void => {
    clearInterval(timer);
    onLost(new LeaseLostError(claim.key));
  };

  const timer = setInterval(() => {
    // A database that does not answer leaves a renewal hanging: the time alone tells then.
    if (performance.now() - heldSince >= leaseMs) lose();
    else underWay ??= renew().finally(() => (underWay = null));
  }, leaseMs / 3);

  return {
    async end() {
      clearInterval(timer);
      await underWay;
    },
  };
};

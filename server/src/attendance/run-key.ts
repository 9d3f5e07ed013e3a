import { createHash } from 'node:crypto';

/** For job keys and columns that are compared without case: in a run's UUID case carries meaning. */
export const runKey = (uuid: string): string => createHash('sha256').update(uuid).digest('hex');

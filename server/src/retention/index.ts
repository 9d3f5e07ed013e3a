export { createRetention, raiseRetention, type RetentionDeps } from './retention-job';
export { EMPTIED } from './prune-events';

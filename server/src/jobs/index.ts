export { createHostBudget, type HostBudget, type HostPause } from './host-budget';
export { LeaseLostError } from './lease-lost-error';
export { DEFAULT_DELAY_MS, createOutbox } from './outbox';
export { createQueuePauses, type PauseStore, type QueuePause, type QueuePauses } from './pause';
export { WorkerStoppedError, type JobHandlers, type RetryDelay } from './run-job';
export * from './types';
export { createWorker, type WorkerOptions } from './worker';

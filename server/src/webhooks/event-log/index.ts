export { createEventLog, eventQuerySchema, type EventLog } from './event-log';
export { createEventHealth } from './health';
export { createSeenEvents } from './seen-events';
export { createSelfTest, SELF_TEST } from './self-test';
export { createPost } from './self-test-post';

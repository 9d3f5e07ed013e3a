export { createAttention } from './attention';
export { createMeetingBulk, type SessionDoor } from './bulk';
export { createMeetingList } from './meeting-list';
export { createOverview } from './overview';
export { createSessionStates } from './session-states';

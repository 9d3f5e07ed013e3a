export { createAppPolicy } from './app-policy';
export { createCustomerKeys, type CustomerKeys } from './customer-keys';
export { createJoinLinks, type JoinLink, type JoinLinks, type LinkedMeeting } from './join-links';
export { createJoinWindows } from './join-windows';
export { createJoining, type Joining } from './joining';

import { ATTENDANCE_READY_EVENT, EVENT, RECORDING_EVENT } from '../../../contracts/identifiers';

/** Names offered to Strapi's own outgoing webhooks, so that a static site can rebuild. */
export const OUTGOING_EVENTS = [
  ...Object.values(EVENT),
  ...Object.values(RECORDING_EVENT),
  ATTENDANCE_READY_EVENT,
];

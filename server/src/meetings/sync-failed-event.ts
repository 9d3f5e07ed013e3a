import { EVENT } from '../../../contracts/identifiers';
import { withoutAddresses } from '../domain/without-addresses';
import type { MeetingChange } from './meeting-rows';

/** What listeners of `zoom.sync.failed` are told: which session, and why in an editor's words. */
export type SyncFailedPayload = {
  session: { uid: string; documentId: string } | null;
  meeting: { documentId: string };
  /** Without links and e-mail addresses: it leaves the server. */
  reason: string;
};

/** What the app is told where a meeting has come to need a person; null where it has not. */
export const syncFailedEvent = ({
  before,
  after,
}: MeetingChange): { event: string; payload: SyncFailedPayload } | null => {
  if (after.syncState !== 'failed' || before.syncState === 'failed') return null;
  return {
    event: EVENT.syncFailed,
    payload: {
      session: after.session,
      meeting: { documentId: after.documentId },
      reason: withoutAddresses(after.syncError ?? 'unknown reason'),
    },
  };
};

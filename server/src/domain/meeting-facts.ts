import type { MeetingState, SyncState } from '../../../contracts/meeting';
import type { LostPasscode } from './lost-create';
import type { MeetingFields } from './meeting-request';
import type { FrozenDefaults } from './session';

/**
 * A create under way, saved before Zoom is called: should the answer be lost, the meeting is found
 * again by it (`createIntentSchema` reads the part that the search needs).
 */
export type SessionIntent = {
  host: string;
  topic: string;
  startTime: string;
  durationMinutes: number;
  /** `none` where the account refuses a passcode of ours. */
  passcode: LostPasscode;
  startedAt: string;
  /** What the call sends. */
  fields: MeetingFields;
  /** Not before then is it taken for not made: a lost create may still be on its way. */
  lookUpAt: string;
  /** Zoom told of a meeting that may be it: worth a search before `lookUpAt`. */
  hintedAt?: string;
  /** The Zoom id that the new meeting takes the place of, to be deleted after it is saved. */
  replaces: string | null;
};

/** What a meeting's row says, as far as the decision needs it. */
export type MeetingFacts = {
  zoomId: string | null;
  accountId: string | null;
  state: MeetingState;
  syncState: SyncState;
  startTime: Date | null;
  durationMinutes: number | null;
  hostId: string | null;
  hostEmail: string | null;
  frozen: FrozenDefaults;
  /** The fields last sent, and the host they were sent for. */
  lastSent: Partial<MeetingFields> & { host?: string };
  intent: SessionIntent | null;
  /** When its session was unpublished or deleted. */
  removedAt: Date | null;
  /** When we deleted it in Zoom; its id can be recovered for 7 days. */
  deletedAt: Date | null;
  /** When a second read confirmed that Zoom no longer has it. */
  missingSince: Date | null;
};

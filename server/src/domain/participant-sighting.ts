import type { Interval } from './intervals';

/**
 * What Zoom tells about who somebody is; what it leaves empty is null. Where each of them comes from
 * and how far it can be trusted: `person-keys.ts`.
 */
export type ParticipantIdentity = {
  registrantId: string | null;
  /** Given by the app that joined through the Meeting SDK. */
  customerKey: string | null;
  /** Of a person who is logged in to Zoom. */
  participantUserId: string | null;
  email: string | null;
  /** One participant of one instance; webhooks have it, the participant list does not. */
  participantUuid: string | null;
  /** Zoom's `user_id`: new at every join. */
  joinId: string | null;
  name: string | null;
};

/**
 * One thing that is known of somebody's presence in one instance; moments are epoch milliseconds.
 * Any number of them, in any order and however often, give one and the same attendance.
 */
export type Sighting =
  | { kind: 'joined'; who: ParticipantIdentity; at: number }
  | { kind: 'left'; who: ParticipantIdentity; at: number }
  /** A row of Zoom's participant list; `to` is null where Zoom has not filled it in yet. */
  | { kind: 'stayed'; who: ParticipantIdentity; from: number; to: number | null }
  /** A telephone was found to be this participant's. */
  | {
      kind: 'bound';
      who: ParticipantIdentity;
      to: { participantUuid: string | null; joinId: string | null };
    }
  /** What is left of a person after the events were pruned. */
  | {
      kind: 'sealed';
      identifiers: readonly string[];
      name: string | null;
      intervals: readonly Interval[];
    };

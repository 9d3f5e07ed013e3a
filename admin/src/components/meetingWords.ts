import type { MeetingState, SyncState } from '../../../contracts/meeting';
import type { TextKey } from '../translations/areas';

export type MeetingTone = 'success' | 'primary' | 'secondary' | 'neutral' | 'warning' | 'danger';
export type MeetingWords = { tone: MeetingTone; label: TextKey };

type Standing = { state: MeetingState; syncState: SyncState; needsLook?: boolean };

const OF_STATE: Record<MeetingState, MeetingWords> = {
  unscheduled: { tone: 'neutral', label: 'state.unscheduled' },
  scheduled: { tone: 'success', label: 'state.scheduled' },
  live: { tone: 'primary', label: 'state.live' },
  ended: { tone: 'neutral', label: 'state.ended' },
  cancelled: { tone: 'neutral', label: 'state.cancelled' },
};

/** Where a meeting stands, in one badge: what is wrong goes before all else. */
export const meetingWords = ({ state, syncState, needsLook = false }: Standing): MeetingWords => {
  // A running or past meeting is what it is, whatever became of the last change to it.
  if (state === 'live' || state === 'ended') return OF_STATE[state];
  switch (syncState) {
    case 'failed':
      return { tone: 'danger', label: 'state.failed' };
    case 'paused':
      return { tone: 'warning', label: 'state.paused' };
    case 'pending':
      return {
        tone: 'secondary',
        label: state === 'unscheduled' ? 'state.scheduling' : 'state.updating',
      };
    case 'synced':
    case 'skipped':
      return needsLook ? { tone: 'warning', label: 'state.differs' } : OF_STATE[state];
    default:
      return syncState satisfies never;
  }
};

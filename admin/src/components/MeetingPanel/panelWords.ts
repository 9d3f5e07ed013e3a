import type { MeetingState, SyncState } from '../../../../contracts/meeting';
import type { SessionPanel } from '../../../../contracts/session-panel';
import type { TextKey } from '../../translations/areas';

export type PanelWords = {
  tone: 'success' | 'primary' | 'secondary' | 'neutral' | 'warning' | 'danger';
  label: TextKey;
  /** What comes next, where there is no reason from the server to show instead. */
  explain?: TextKey;
};

/** The states in which a change may still be on its way to Zoom. */
type AheadState = Exclude<MeetingState, 'live' | 'ended'>;
type Meeting = NonNullable<SessionPanel['meeting']>;

/** What the panel says of a session's meeting: one badge for where it stands and what is under way. */
export const panelWords = (
  meeting: Pick<Meeting, 'state' | 'syncState'> | null,
  isPublished: boolean
): PanelWords => {
  if (meeting === null) {
    return { tone: 'neutral', label: 'panel.state.notScheduled', explain: 'panel.new' };
  }
  // A running or past meeting is what it is, whatever became of the last change to it.
  if (meeting.state === 'live' || meeting.state === 'ended') return WORDS_OF_STATE[meeting.state];
  const isCancelling = meeting.state === 'scheduled' && !isPublished;
  return wordsOfSync(meeting.syncState, {
    reached: meeting.state,
    underWay: isCancelling ? 'cancelled' : meeting.state,
  });
};

const WORDS_OF_STATE: Record<MeetingState, PanelWords> = {
  unscheduled: { tone: 'neutral', label: 'panel.state.notScheduled' },
  scheduled: { tone: 'success', label: 'panel.state.scheduled' },
  live: { tone: 'primary', label: 'panel.state.live' },
  ended: { tone: 'neutral', label: 'panel.state.ended' },
  cancelled: {
    tone: 'neutral',
    label: 'panel.state.cancelled',
    explain: 'panel.explain.cancelled',
  },
};

const WORDS_UNDER_WAY: Record<AheadState, PanelWords> = {
  unscheduled: {
    tone: 'secondary',
    label: 'panel.state.scheduling',
    explain: 'panel.explain.scheduling',
  },
  scheduled: {
    tone: 'secondary',
    label: 'panel.state.updating',
    explain: 'panel.explain.updating',
  },
  cancelled: {
    tone: 'secondary',
    label: 'panel.state.cancelling',
    explain: 'panel.explain.cancelling',
  },
};

const wordsOfSync = (
  syncState: SyncState,
  state: { reached: AheadState; underWay: AheadState }
): PanelWords => {
  switch (syncState) {
    case 'synced':
    case 'skipped':
      return WORDS_OF_STATE[state.reached];
    case 'pending':
      return WORDS_UNDER_WAY[state.underWay];
    case 'paused':
      return { tone: 'warning', label: 'panel.state.paused' };
    case 'failed':
      return { tone: 'danger', label: 'panel.state.failed' };
    default:
      return syncState satisfies never;
  }
};

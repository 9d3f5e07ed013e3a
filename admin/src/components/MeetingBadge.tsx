import { useIntl } from 'react-intl';

import type { MeetingState, SyncState } from '../../../contracts/meeting';
import { useText } from '../translations/useText';
import { meetingWords } from './meetingWords';
import { StateBadge } from './StateBadge';

type MeetingBadgeProps = {
  meeting: {
    state: MeetingState;
    syncState: SyncState;
    liveCount?: number | null;
    needsLook: boolean;
  };
};

/** Where a meeting stands; with how many are there while it runs. */
export const MeetingBadge = ({ meeting }: MeetingBadgeProps) => {
  const text = useText();
  const { formatNumber } = useIntl();
  const { tone, label } = meetingWords(meeting);
  const count = meeting.state === 'live' ? (meeting.liveCount ?? null) : null;
  return (
    <StateBadge tone={tone}>
      {count === null ? text(label) : text('state.liveWith', { count: formatNumber(count) })}
    </StateBadge>
  );
};

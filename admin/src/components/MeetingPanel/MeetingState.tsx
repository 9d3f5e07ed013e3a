import { Box, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { SessionPanel } from '../../../../contracts/session-panel';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { StateBadge } from '../StateBadge';
import { panelWords } from './panelWords';
import { spacedZoomId } from './plannedTime';

type MeetingStateProps = {
  meeting: SessionPanel['meeting'];
  nextTryAt: string | null;
  isPublished: boolean;
};

/** Where the meeting stands, why, and when the next try is due. */
export const MeetingState = ({ meeting, nextTryAt, isPublished }: MeetingStateProps) => {
  const text = useText();
  const said = useSaid();
  const { formatDate } = useIntl();
  const { tone, label, explain } = panelWords(meeting, isPublished);
  const reason = meeting?.syncError == null ? explain && text(explain) : said(meeting.syncError);
  return (
    <Flex direction="column" alignItems="flex-start" gap={2}>
      <Flex gap={2} wrap="wrap" justifyContent="space-between" width="100%">
        {/* Announced when a poll or a publish changes it. */}
        <Box role="status">
          <StateBadge tone={tone}>{text(label)}</StateBadge>
        </Box>
        {meeting?.zoomId != null && (
          <Typography variant="pi" textColor="neutral600" title={text('panel.zoomId')}>
            {spacedZoomId(meeting.zoomId)}
          </Typography>
        )}
      </Flex>
      {meeting?.presentCount != null && (
        <Typography textColor="neutral800">
          {text('panel.present', { count: meeting.presentCount })}
        </Typography>
      )}
      {reason !== undefined && (
        <Typography
          textColor={tone === 'danger' ? 'danger600' : 'neutral600'}
          style={{ overflowWrap: 'anywhere' }}
        >
          {reason}
        </Typography>
      )}
      {nextTryAt !== null && (
        <Typography variant="pi" textColor="neutral600">
          {text('panel.nextTry', {
            when: formatDate(nextTryAt, { dateStyle: 'medium', timeStyle: 'short' }),
          })}
        </Typography>
      )}
    </Flex>
  );
};

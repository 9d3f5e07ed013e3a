import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { useAuth } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';

import type { MeetingDetails } from '../../../../contracts/meeting-desk';
import { ATTENDANCE_READ, isPermitted } from '../../permissions';
import { useText } from '../../translations/useText';

/** Each time the meeting was opened, with a way to who was there. */
export const Runs = ({ meeting }: { meeting: MeetingDetails }) => {
  const text = useText();
  const { formatDate } = useIntl();
  const held = useAuth('Runs', ({ permissions }) => permissions);
  if (meeting.runs.length === 0) {
    return <Typography textColor="neutral600">{text('meetings.detail.runs.none')}</Typography>;
  }
  const format = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
      {meeting.runs.map(({ uuid, startedAt, endedAt, participantCount }) => (
        <Box tag="li" key={uuid}>
          <Typography textColor="neutral800">
            {text('meetings.detail.run', {
              from: startedAt === null ? '–' : formatDate(startedAt, format),
              to: endedAt === null ? text('meetings.detail.run.open') : formatDate(endedAt, format),
              count: participantCount,
            })}
          </Typography>
        </Box>
      ))}
      {isPermitted(held, ATTENDANCE_READ) && (
        <li>
          <Link
            tag={NavLink}
            to={`/plugins/zoom/attendance?meeting=${encodeURIComponent(meeting.documentId)}`}
          >
            {text('meetings.detail.run.attendance')}
          </Link>
        </li>
      )}
    </Flex>
  );
};

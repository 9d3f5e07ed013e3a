import { Flex, Link, Typography } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';

import { useMeetingRunsQuery } from '../../api/sessionRecordsApi';
import { ATTENDANCE_READ } from '../../permissions';
import { useText } from '../../translations/useText';

/** Who came, in a line for each run of the meeting, with the way to the list of people. */
export const MeetingAttendance = ({ meeting }: { meeting: string }) => {
  const text = useText();
  const { formatDate } = useIntl();
  const canRead = useRBAC(ATTENDANCE_READ).allowedActions.canRead === true;
  const { data } = useMeetingRunsQuery(meeting, {
    skip: !canRead,
    refetchOnMountOrArgChange: true,
  });
  const runs = data?.data ?? [];
  if (runs.length === 0) return null;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography tag="h3" variant="pi" fontWeight="bold">
        {text('panel.attendance')}
      </Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
        {runs.map(({ documentId, startedAt, participantCount }) => (
          <Flex tag="li" key={documentId} direction="column" alignItems="flex-start">
            <Link tag={NavLink} to={`/plugins/zoom/attendance/${documentId}`}>
              {text('panel.attendance.people', { count: participantCount })}
            </Link>
            {startedAt !== null && (
              <Typography variant="pi" textColor="neutral600">
                {formatDate(startedAt, { dateStyle: 'medium', timeStyle: 'short' })}
              </Typography>
            )}
          </Flex>
        ))}
      </Flex>
    </Flex>
  );
};

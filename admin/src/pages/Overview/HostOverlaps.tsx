import { Box, Flex, Typography } from '@strapi/design-system';

import type { HostOverlap } from '../../../../contracts/meeting-desk';
import { Card } from '../../components/Card';
import { MeetingTopic } from '../../components/MeetingTopic';
import { useWhen } from '../../components/useWhen';
import { useText } from '../../translations/useText';

/** Where one person would have to be in two meetings. */
export const HostOverlaps = ({ overlaps }: { overlaps: HostOverlap[] }) => {
  const text = useText();
  return (
    <Card title={text('overview.overlaps')} hint={text('overview.overlaps.hint')}>
      {overlaps.length === 0 ? (
        <Typography textColor="neutral600">{text('overview.overlaps.none')}</Typography>
      ) : (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
          {overlaps.map((overlap) => (
            <Overlap
              key={overlap.meetings.map(({ documentId }) => documentId).join(' ')}
              overlap={overlap}
            />
          ))}
        </Flex>
      )}
    </Card>
  );
};

const Overlap = ({ overlap: { host, meetings } }: { overlap: HostOverlap }) => {
  const when = useWhen();
  return (
    <Flex tag="li" direction="column" alignItems="stretch" gap={2}>
      <Typography fontWeight="semiBold" textColor="neutral800" ellipsis title={host}>
        {host}
      </Typography>
      <Box
        paddingLeft={3}
        borderStyle="solid"
        borderColor="warning200"
        borderWidth="0 0 0 2px"
        style={{ borderRadius: 0 }}
      >
        <Flex direction="column" alignItems="stretch" gap={2}>
          {meetings.map((meeting) => (
            <Flex key={meeting.documentId} direction="column" alignItems="flex-start">
              <MeetingTopic meeting={meeting} />
              <Typography variant="pi" textColor="neutral600">
                {when(meeting)}
              </Typography>
            </Flex>
          ))}
        </Flex>
      </Box>
    </Flex>
  );
};

import type { ReactNode } from 'react';

import { Box, Flex, Typography } from '@strapi/design-system';

import type { MeetingEntry } from '../../../contracts/meeting-desk';
import { MeetingBadge } from './MeetingBadge';
import { MeetingTopic } from './MeetingTopic';
import { useWhen } from './useWhen';

type MeetingLinesProps<Entry extends MeetingEntry> = {
  meetings: readonly Entry[];
  /** Drawn below a meeting: what is wrong with it, and what can be done. */
  more?: (meeting: Entry) => ReactNode;
};

/** Meetings below each other: what, when, by whom, and where each stands. */
export const MeetingLines = <Entry extends MeetingEntry>(props: MeetingLinesProps<Entry>) => {
  const when = useWhen();
  return (
    <Flex tag="ul" direction="column" alignItems="stretch">
      {props.meetings.map((meeting, index) => (
        <Box
          tag="li"
          key={meeting.documentId}
          paddingTop={index === 0 ? 0 : 3}
          paddingBottom={index === props.meetings.length - 1 ? 0 : 3}
          borderStyle="solid"
          borderColor="neutral150"
          borderWidth={index === props.meetings.length - 1 ? '0' : '0 0 1px 0'}
        >
          <Flex justifyContent="space-between" alignItems="flex-start" gap={3}>
            <Flex direction="column" alignItems="flex-start" gap={1} minWidth={0}>
              <MeetingTopic meeting={meeting} />
              <Typography variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
                {[when(meeting), meeting.host].filter((part) => part !== null).join(' · ')}
              </Typography>
            </Flex>
            <Box shrink={0}>
              <MeetingBadge meeting={meeting} />
            </Box>
          </Flex>
          {props.more?.(meeting)}
        </Box>
      ))}
    </Flex>
  );
};

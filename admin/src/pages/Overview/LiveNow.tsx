import { Flex, Typography } from '@strapi/design-system';

import type { Overview } from '../../../../contracts/meeting-desk';
import { Card } from '../../components/Card';
import { MeetingLines } from '../../components/MeetingLines';
import { useText } from '../../translations/useText';

/** Meetings that run at this moment, with how many are there. */
export const LiveNow = ({ live }: { live: Overview['live'] }) => {
  const text = useText();
  const hidden = live.total - live.meetings.length;
  return (
    <Card title={text('overview.live')}>
      <Flex direction="column" alignItems="stretch" gap={3} aria-live="polite">
        {live.meetings.length === 0 ? (
          <Typography textColor="neutral600">{text('overview.live.none')}</Typography>
        ) : (
          <MeetingLines meetings={live.meetings} />
        )}
        {hidden > 0 && (
          <Typography variant="pi" textColor="neutral600">
            {text('overview.andMore', { count: hidden })}
          </Typography>
        )}
      </Flex>
    </Card>
  );
};

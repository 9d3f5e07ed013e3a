import { useState } from 'react';

import { Box, Button, Flex, Typography } from '@strapi/design-system';

import type { Overview } from '../../../../contracts/meeting-desk';
import { useIgnoreInZoomMutation } from '../../api/deskApi';
import { useTold } from '../../components/useTold';
import { useWhen } from '../../components/useWhen';
import { useText } from '../../translations/useText';
import { StepThrough } from './StepThrough';

const PAGE_SIZE = 5;

/** Upcoming meetings of our hosts that nobody made here. */
export const InZoomOnly = ({ overview }: { overview: Overview }) => {
  const text = useText();
  const told = useTold();
  const when = useWhen();
  const [asked, setPage] = useState(1);
  const [ignore, { isLoading, originalArgs }] = useIgnoreInZoomMutation();
  const pageCount = Math.ceil(overview.inZoomOnly.length / PAGE_SIZE);
  const page = Math.min(asked, pageCount);
  const shown = overview.inZoomOnly.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography textColor="neutral600">{text('overview.settle.inZoomOnly.hint')}</Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {shown.map(({ zoomId, topic, startTime, host }) => (
          <Flex tag="li" key={zoomId} justifyContent="space-between" gap={3}>
            <Box minWidth={0} style={{ overflowWrap: 'anywhere' }}>
              <Typography tag="p" fontWeight="semiBold" textColor="neutral800">
                {topic}
              </Typography>
              <Typography tag="p" variant="pi" textColor="neutral600">
                {[when({ startTime, endTime: null }), host].filter((part) => part).join(' · ')}
              </Typography>
            </Box>
            {overview.canRepair && (
              <Button
                variant="tertiary"
                size="S"
                loading={isLoading && originalArgs === zoomId}
                onClick={() =>
                  void told(() => ignore(zoomId).unwrap(), text('overview.settle.ignored'))
                }
              >
                {text('overview.settle.ignore')}
              </Button>
            )}
          </Flex>
        ))}
      </Flex>
      <StepThrough page={page} pageCount={pageCount} onPage={setPage} />
    </Flex>
  );
};

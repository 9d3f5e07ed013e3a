import { useState } from 'react';

import { Box, Flex, Typography } from '@strapi/design-system';

import type { BoundType, ExistingEntries as Existing } from '../../../../contracts/bindings';
import { useBoundTypesQuery } from '../../api/boundTypes';
import { useExistingEntriesQuery, useScheduleExistingMutation } from '../../api/deskApi';
import { Card } from '../../components/Card';
import { Notice } from '../../components/Notice';
import { PreviewedButton } from '../../components/PreviewedButton';
import { useLookAgain } from '../../components/useLookAgain';
import { useTold } from '../../components/useTold';
import { useWhen } from '../../components/useWhen';
import { useText } from '../../translations/useText';

/** While the entries are being scheduled, and else. */
const UNDER_WAY_MS = 3_000;
const AT_REST_MS = 300_000;

/** Entries of the app's own types that were out before the type was bound: each type that has some. */
const ExistingEntries = () => {
  const { data = [] } = useBoundTypesQuery(undefined);
  return data.filter(({ isOwn }) => !isOwn).map((type) => <OfType key={type.uid} type={type} />);
};

const OfType = ({ type: { uid, displayName } }: { type: BoundType }) => {
  const text = useText();
  const told = useTold();
  const [isStarted, setIsStarted] = useState(false);
  const { data, refetch } = useExistingEntriesQuery(uid, { refetchOnMountOrArgChange: true });
  const [schedule, { isLoading }] = useScheduleExistingMutation();
  useLookAgain(refetch, isStarted ? UNDER_WAY_MS : AT_REST_MS);
  // How many changes are left today moves while the page is open.
  const usePreview = () => useExistingEntriesQuery(uid, { refetchOnMountOrArgChange: true });
  if (data === undefined || data.count === 0) return null;
  const confirm = () =>
    told(async () => {
      await schedule(uid).unwrap();
      setIsStarted(true);
    }, text('overview.existing.done'));
  return (
    <Card
      title={text('overview.existing', { type: displayName })}
      hint={text('overview.existing.hint', { count: data.count })}
      actions={
        <PreviewedButton
          label={text('overview.existing.schedule')}
          usePreview={usePreview}
          draw={(existing) => <Preview existing={existing} />}
          confirmLabel={({ count }) =>
            count === 0 ? null : text('overview.existing.confirm', { count })
          }
          isBusy={isLoading}
          onConfirm={confirm}
        />
      }
    >
      <Entries existing={data} />
    </Card>
  );
};

const Entries = ({ existing: { entries, count } }: { existing: Existing }) => {
  const text = useText();
  const when = useWhen();
  const shown = entries.slice(0, 5);
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
      {shown.map(({ documentId, topic, startTime, host }) => (
        <Box tag="li" key={documentId} style={{ overflowWrap: 'anywhere' }}>
          <Typography tag="p" fontWeight="semiBold" textColor="neutral800">
            {topic}
          </Typography>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {[when({ startTime, endTime: null }), host].filter((part) => part).join(' · ')}
          </Typography>
        </Box>
      ))}
      {count > shown.length && (
        <Typography tag="li" variant="pi" textColor="neutral600">
          {text('overview.andMore', { count: count - shown.length })}
        </Typography>
      )}
    </Flex>
  );
};

/** What scheduling them takes of Zoom's limit, host by host. */
const Preview = ({ existing }: { existing: Existing }) => {
  const text = useText();
  const { count, hosts, withoutHost, withRefusedHost, closedBecause } = existing;
  return (
    <>
      <Typography>{text('overview.existing.preview', { count })}</Typography>
      <Box
        tag="ul"
        // A scrolling list must be reachable by keyboard.
        tabIndex={0}
        aria-label={text('overview.existing.hosts')}
        maxHeight="20rem"
        overflow="auto"
      >
        {hosts.map(({ host, meetings, leftToday, days }) => (
          <Box tag="li" key={host} paddingTop={2} style={{ overflowWrap: 'anywhere' }}>
            <Typography tag="p" fontWeight="semiBold">
              {host}
            </Typography>
            <Typography tag="p" variant="pi" textColor="neutral600">
              {text('overview.existing.quota', { meetings, left: leftToday, days })}
            </Typography>
          </Box>
        ))}
      </Box>
      {withoutHost > 0 && (
        <Notice tone="warning">{text('overview.existing.noHost', { count: withoutHost })}</Notice>
      )}
      {withRefusedHost > 0 && (
        <Notice tone="warning">
          {text('overview.existing.refusedHost', { count: withRefusedHost })}
        </Notice>
      )}
      {closedBecause !== null && (
        <Notice tone="warning" title={text('overview.existing.closed')}>
          {closedBecause}
        </Notice>
      )}
    </>
  );
};

export default ExistingEntries;

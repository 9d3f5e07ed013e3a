import { useState } from 'react';

import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';

import type { AttentionKind } from '../../../../contracts/choices';
import type { AttentionEntry } from '../../../../contracts/meeting-desk';
import { useAttentionQuery, useRepairSessionMutation } from '../../api/deskApi';
import { ConfirmedButton } from '../../components/ConfirmedButton';
import { DriftLines } from '../../components/DriftLines';
import { MeetingLines } from '../../components/MeetingLines';
import { useTold } from '../../components/useTold';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { StepThrough } from './StepThrough';

const PAGE_SIZE = 5;

type AttentionListProps = { kind: AttentionKind; canRepair: boolean };

/** Meetings of one kind that somebody has to look at, a few at a time. */
export const AttentionList = ({ kind, canRepair }: AttentionListProps) => {
  const text = useText();
  const [page, setPage] = useState(1);
  const { data, isFetching, refetch } = useAttentionQuery(
    { kind, page, pageSize: PAGE_SIZE },
    { refetchOnMountOrArgChange: true }
  );
  if (data === undefined) {
    if (isFetching) return <Loader small>{text('overview.loading')}</Loader>;
    return (
      <Flex gap={3}>
        <Typography textColor="neutral600">{text('overview.loadFailed')}</Typography>
        <Button variant="tertiary" size="S" onClick={() => void refetch()}>
          {text('common.retry')}
        </Button>
      </Flex>
    );
  }
  const { pageCount } = data.meta.pagination;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <MeetingLines
        meetings={data.data}
        more={(meeting) => <More {...{ kind, canRepair, meeting }} />}
      />
      <StepThrough page={Math.min(page, pageCount)} pageCount={pageCount} onPage={setPage} />
    </Flex>
  );
};

type MoreProps = AttentionListProps & { meeting: AttentionEntry };

const More = ({ kind, canRepair, meeting }: MoreProps) => {
  const said = useSaid();
  return (
    <Flex direction="column" alignItems="stretch" gap={2} paddingTop={2}>
      {meeting.syncError !== null && (
        <Box style={{ overflowWrap: 'anywhere' }}>
          <Typography variant="pi" textColor={kind === 'failed' ? 'danger600' : 'neutral600'}>
            {said(meeting.syncError)}
          </Typography>
        </Box>
      )}
      {meeting.drift.length > 0 && <DriftLines drift={meeting.drift} />}
      {canRepair && meeting.session !== null && <Repairs kind={kind} session={meeting.session} />}
    </Flex>
  );
};

type RepairsProps = {
  kind: AttentionKind;
  session: NonNullable<AttentionEntry['session']>;
};

const Repairs = ({ kind, session }: RepairsProps) => {
  const text = useText();
  const told = useTold();
  const [repair, { isLoading, originalArgs }] = useRepairSessionMutation();
  const settle = (by: 'retry' | 'keep-cms' | 'take-zoom') =>
    told(() => repair({ session, by }).unwrap(), text('overview.settle.done'));
  if (kind === 'deleted-in-zoom') {
    return (
      <Flex>
        <ConfirmedButton
          label={text('overview.settle.makeAnew')}
          question={text('overview.settle.makeAnew.question')}
          variant="tertiary"
          isBusy={isLoading}
          onConfirm={() => settle('retry')}
        />
      </Flex>
    );
  }
  const button = (by: 'retry' | 'keep-cms' | 'take-zoom', label: string) => (
    <Button
      variant="tertiary"
      size="S"
      disabled={isLoading}
      loading={isLoading && originalArgs?.by === by}
      onClick={() => void settle(by)}
    >
      {label}
    </Button>
  );
  return (
    <Flex gap={2} wrap="wrap">
      {kind === 'failed' ? (
        button('retry', text('menu.retry'))
      ) : (
        <>
          {button('keep-cms', text('overview.settle.keepCms'))}
          {button('take-zoom', text('overview.settle.takeZoom'))}
        </>
      )}
    </Flex>
  );
};

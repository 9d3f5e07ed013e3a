import { useState } from 'react';

import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Layouts, Page, Pagination, useQueryParams, useRBAC } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

import type { MeetingBulkAnswer, MeetingEntry } from '../../../../contracts/meeting-desk';
import { useMeetingsQuery } from '../../api/deskApi';
import { readFailure } from '../../api/failure';
import type { MeetingListParams } from '../../api/meetingListParams';
import { useLookAgain } from '../../components/useLookAgain';
import { viewerZoneLabel } from '../../components/useWhen';
import { MEETINGS_REPAIR } from '../../permissions';
import { useText } from '../../translations/useText';
import { BulkDialog, type BulkRequest } from './BulkDialog';
import { DetailsModal } from './DetailsModal';
import { ListFilters } from './ListFilters';
import { FILTER_KEYS, isNarrowed, listParams, type ListQuery } from './listParams';
import { MeetingTable } from './MeetingTable';
import { Skipped } from './Skipped';

const LOOK_MS = 20_000;

/** Zoom → Meetings: all of them, found, narrowed, and put right many at a time. */
export const MeetingsPage = () => {
  const text = useText();
  const [{ query }] = useQueryParams<ListQuery>();
  const params = listParams(query, new Date());
  const { data, currentData, error, isFetching, refetch } = useMeetingsQuery(params, {
    refetchOnMountOrArgChange: true,
  });
  useLookAgain(refetch, LOOK_MS);
  // While another page or filter is on its way the one before stays, so that nothing jumps.
  const shown = currentData ?? data;
  if (shown !== undefined) {
    const { total, pageCount } = shown.meta.pagination;
    return <Ready {...{ query, params, total, pageCount }} meetings={shown.data} />;
  }
  if (isFetching) return <Page.Loading>{text('meetings.loading')}</Page.Loading>;
  if (readFailure(error).status === 403) return <Page.NoPermissions />;
  return (
    <Page.Error
      content={text('meetings.loadFailed')}
      action={
        <Button variant="secondary" onClick={() => void refetch()}>
          {text('common.retry')}
        </Button>
      }
    />
  );
};

type ReadyProps = {
  query: ListQuery;
  params: MeetingListParams;
  meetings: readonly MeetingEntry[];
  total: number;
  pageCount: number;
};

const Ready = ({ query, params, meetings, total, pageCount }: ReadyProps) => {
  const text = useText();
  const { locale } = useIntl();
  const [, setQuery] = useQueryParams<ListQuery>();
  const { allowedActions } = useRBAC(MEETINGS_REPAIR);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [openId, setOpenId] = useState<string | null>(null);
  const [asked, setAsked] = useState<BulkRequest | null>(null);
  const [skipped, setSkipped] = useState<MeetingBulkAnswer['skipped']>([]);
  const canRepair = allowedActions.canRepair === true;
  // What a filter or a page took out of sight is not acted upon.
  const selected = meetings.filter(({ documentId }) => chosen.has(documentId));

  const choose = (ids: string[], isOn: boolean) =>
    setChosen((before) => {
      const kept = [...before].filter((id) => !ids.includes(id));
      return new Set(isOn ? [...kept, ...ids] : kept);
    });
  const narrow = (changes: ListQuery) => setQuery({ ...changes, page: '1' });
  const clear = () =>
    setQuery(Object.fromEntries([...FILTER_KEYS, '_q', 'page'].map((key) => [key, ''])), 'remove');
  const finish = (answer: MeetingBulkAnswer) => {
    setChosen(new Set());
    setSkipped(answer.skipped);
  };

  return (
    <Page.Main>
      <Page.Title>{text('meetings.title')}</Page.Title>
      <Layouts.Header
        title={text('meetings.title')}
        subtitle={text('meetings.subtitle', { count: total, zone: viewerZoneLabel(locale) })}
      />
      <Layouts.Action
        startActions={
          <ListFilters key={query._q ?? ''} query={query} onChange={narrow} onClear={clear} />
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Skipped skipped={skipped} onClose={() => setSkipped([])} />
          {canRepair && (
            <Flex gap={2} minHeight="3.2rem" aria-live="polite">
              {selected.length > 0 && (
                <>
                  <Typography textColor="neutral600">
                    {text('meetings.selected', { count: selected.length })}
                  </Typography>
                  <Button
                    variant="tertiary"
                    size="S"
                    onClick={() => setAsked({ by: 'retry', meetings: selected })}
                  >
                    {text('meetings.retry')}
                  </Button>
                  <Button
                    variant="danger-light"
                    size="S"
                    onClick={() => setAsked({ by: 'cancel', meetings: selected })}
                  >
                    {text('meetings.cancel')}
                  </Button>
                </>
              )}
            </Flex>
          )}
          <MeetingTable
            meetings={meetings}
            empty={text(isNarrowed(query) ? 'meetings.noneFound' : 'meetings.none')}
            selection={canRepair ? { chosen, onChoose: choose } : null}
            onDetails={setOpenId}
            onAct={(by, meeting) => setAsked({ by, meetings: [meeting] })}
          />
          <Box>
            <Pagination.Root pageCount={pageCount} total={total} defaultPageSize={params.pageSize}>
              <Pagination.PageSize options={['10', '20', '50', '100']} />
              <Pagination.Links />
            </Pagination.Root>
          </Box>
        </Flex>
      </Layouts.Content>
      <DetailsModal documentId={openId} onClose={() => setOpenId(null)} />
      <BulkDialog request={asked} onClose={() => setAsked(null)} onDone={finish} />
    </Page.Main>
  );
};

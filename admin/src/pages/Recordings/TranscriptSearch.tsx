import { Box, Button, EmptyStateLayout, Flex, Loader, Typography } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { useSearchParams } from 'react-router-dom';
import { styled } from 'styled-components';

import type { Passage, TranscriptHit } from '../../../../contracts/recording-browser';
import { useTranscriptHitsQuery } from '../../api/recordsApi';
import { useFailureText } from '../../api/useFailureText';
import { momentsOf } from '../../components/list/days';
import { ListDays } from '../../components/list/ListDays';
import { ListSearch } from '../../components/list/ListSearch';
import type { ListQuery } from '../../components/list/useListQuery';
import { clockOf, useMoment } from '../../components/list/words';
import { Notice } from '../../components/Notice';
import { useText } from '../../translations/useText';
import { PlayerDialog } from './PlayerDialog';

const PAGE_SIZE = 10;
const SHORTEST = 2;

const Mark = styled.mark`
  background: ${({ theme }) => theme.colors.warning200};
  color: ${({ theme }) => theme.colors.neutral800};
`;

/** Finds what was said, and goes there. */
export const TranscriptSearch = ({ query }: { query: ListQuery }) => {
  const text = useText();
  const failureText = useFailureText();
  const [, setParams] = useSearchParams();
  const search = query.chosen('search') ?? '';
  const isSearching = search.length >= SHORTEST;
  const read = useTranscriptHitsQuery(
    {
      search,
      ...{ page: query.page, pageSize: PAGE_SIZE },
      ...momentsOf({ from: query.chosen('from'), to: query.chosen('to') }),
    },
    { skip: !isSearching }
  );
  const goTo = (page: number): void =>
    setParams((before) => {
      const after = new URLSearchParams(before);
      after.set('page', String(page));
      return after;
    });
  const hits = isSearching ? read.currentData : undefined;
  return (
    <Flex direction="column" alignItems="stretch" gap={4} paddingBottom={10}>
      <Flex gap={2} wrap="wrap">
        <ListSearch
          label={text('recordings.searchWords')}
          value={query.chosen('search')}
          onSearch={(value) => query.set({ search: value })}
        />
        <ListDays query={query} />
      </Flex>
      {!isSearching && (
        <EmptyStateLayout
          content={text('recordings.searchHint')}
          hasRadius
          shadow="tableShadow"
          icon={<EmptyDocuments width="16rem" />}
        />
      )}
      {isSearching && read.isFetching && hits === undefined && (
        <Flex justifyContent="center" minHeight="30rem">
          <Loader>{text('list.loading')}</Loader>
        </Flex>
      )}
      {isSearching && !read.isFetching && read.error !== undefined && (
        <Notice
          tone="danger"
          actions={
            <Button variant="secondary" size="S" onClick={() => void read.refetch()}>
              {text('common.retry')}
            </Button>
          }
        >
          {failureText(read.error)}
        </Notice>
      )}
      {hits?.data.length === 0 && (
        <Box role="status">
          <EmptyStateLayout
            content={text('list.nothingFound')}
            hasRadius
            shadow="tableShadow"
            icon={<EmptyDocuments width="16rem" />}
          />
        </Box>
      )}
      {hits?.data.map((hit) => (
        <Hit key={hit.documentId} hit={hit} />
      ))}
      {hits !== undefined && (hits.meta.hasMore || query.page > 1) && (
        <Flex gap={2} justifyContent="flex-end">
          <Button
            variant="tertiary"
            disabled={query.page <= 1}
            onClick={() => goTo(query.page - 1)}
          >
            {text('recordings.newer')}
          </Button>
          <Button
            variant="tertiary"
            disabled={!hits.meta.hasMore}
            onClick={() => goTo(query.page + 1)}
          >
            {text('recordings.older')}
          </Button>
        </Flex>
      )}
    </Flex>
  );
};

const Hit = ({ hit }: { hit: TranscriptHit }) => {
  const text = useText();
  const moment = useMoment();
  const topic = hit.recording?.topic ?? text('list.untitled');
  const more = hit.passageCount - hit.passages.length;
  return (
    <Box
      tag="section"
      aria-label={topic}
      background="neutral0"
      borderColor="neutral150"
      hasRadius
      shadow="tableShadow"
      padding={5}
    >
      <Flex gap={3} wrap="wrap" justifyContent="space-between">
        <Typography
          tag="h2"
          variant="delta"
          textColor="neutral800"
          style={{ overflowWrap: 'anywhere' }}
        >
          {topic}
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {moment(hit.recording?.recordingStart ?? null)}
        </Typography>
      </Flex>
      <Flex direction="column" alignItems="stretch" gap={2} paddingTop={3}>
        {hit.passages.map((passage, index) => (
          <PassageLine key={`${passage.start}-${index}`} {...{ hit, passage, topic }} />
        ))}
        {more > 0 && (
          <Typography variant="pi" textColor="neutral600">
            {text('recordings.morePassages', { count: more })}
          </Typography>
        )}
      </Flex>
    </Box>
  );
};

type PassageLineProps = { hit: TranscriptHit; passage: Passage; topic: string };

const PassageLine = ({ hit, passage, topic }: PassageLineProps) => {
  const text = useText();
  const at = clockOf(passage.start);
  return (
    <Flex gap={3} alignItems="flex-start">
      <PlayerDialog
        recording={hit.recording?.documentId ?? null}
        transcript={hit.documentId}
        title={topic}
        at={passage.start}
      >
        <Button variant="tertiary" size="S" aria-label={text('recordings.goTo', { at, topic })}>
          {at}
        </Button>
      </PlayerDialog>
      <Box flex="1" paddingTop={1} style={{ overflowWrap: 'anywhere' }}>
        <Typography textColor="neutral800">
          {passage.speaker !== null && (
            <Typography tag="strong" fontWeight="semiBold" textColor="neutral800">
              {`${passage.speaker}: `}
            </Typography>
          )}
          {passage.before}
          <Mark>{passage.match}</Mark>
          {passage.after}
        </Typography>
      </Box>
    </Flex>
  );
};

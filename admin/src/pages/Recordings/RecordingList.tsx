import { Flex } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';

import { SHOWN_RECORDINGS, type ShownRecordings } from '../../../../contracts/choices';
import type { RecordingRun } from '../../../../contracts/recording-browser';
import { useRecordingRunsQuery } from '../../api/recordsApi';
import { momentsOf } from '../../components/list/days';
import { ListChoice } from '../../components/list/ListChoice';
import { ListDays } from '../../components/list/ListDays';
import { ListPages } from '../../components/list/ListPages';
import { ListSearch } from '../../components/list/ListSearch';
import { RecordTable } from '../../components/list/RecordTable';
import { type ListQuery, oneOf } from '../../components/list/useListQuery';
import { useLookAgain } from '../../components/useLookAgain';
import { RECORDINGS_RELEASE } from '../../permissions';
import { useText } from '../../translations/useText';
import { RecordingRows } from './RecordingRows';

const SHOWN: readonly [ShownRecordings, ...ShownRecordings[]] = SHOWN_RECORDINGS;
/** A copy on its way is drawn as it grows. */
const UNDER_WAY_MS = 2_000;
const AT_REST_MS = 30_000;

const isUnderWay = ({ files }: RecordingRun): boolean =>
  files.some(
    ({ state, archive }) =>
      state === 'processing' || archive.state === 'running' || archive.state === 'waiting'
  );

/** What was recorded, the latest first. */
export const RecordingList = ({ query }: { query: ListQuery }) => {
  const text = useText();
  const { allowedActions } = useRBAC(RECORDINGS_RELEASE);
  const show = oneOf(SHOWN, query.chosen('show'));
  const search = query.chosen('search');
  const days = momentsOf({ from: query.chosen('from'), to: query.chosen('to') });
  const read = useRecordingRunsQuery({
    ...{ page: query.page, pageSize: query.pageSize, show },
    ...(search ? { search } : {}),
    ...days,
  });
  useLookAgain(read.refetch, read.data?.data.some(isUnderWay) ? UNDER_WAY_MS : AT_REST_MS);
  const isNarrowed = show !== 'all' || search !== undefined || Object.keys(days).length > 0;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex gap={2} wrap="wrap">
        <ListSearch
          label={text('recordings.search')}
          value={search}
          onSearch={(value) => query.set({ search: value })}
        />
        <ListChoice
          label={text('recordings.show')}
          value={show}
          choices={SHOWN.map((value) => ({ value, label: text(`recordings.show.${value}`) }))}
          onChoose={(value) => query.set({ show: value })}
        />
        <ListDays query={query} />
      </Flex>
      <RecordTable
        label={text('recordings.title')}
        columns={[
          { name: 'session', label: text('recordings.session') },
          { name: 'recorded', label: text('recordings.recorded') },
          { name: 'visible', label: text('recordings.visible') },
          { name: 'archive', label: text('recordings.archive') },
          { name: 'actions', label: text('list.actions'), isHidden: true },
        ]}
        read={read}
        row={(run) => (
          <RecordingRows
            key={run.instanceUuid}
            run={run}
            canRelease={allowedActions.canRelease === true}
          />
        )}
        empty={text(isNarrowed ? 'list.nothingFound' : 'recordings.none')}
      />
      <ListPages meta={read.data?.meta} />
    </Flex>
  );
};

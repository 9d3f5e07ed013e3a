import { Button, Flex, Status, Td, Tr, Typography } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';

import { NOTICE_KINDS, NOTICE_STATES } from '../../../../contracts/choices';
import type { NoticeEntry } from '../../../../contracts/notices';
import { useNoticesQuery, useRetryNoticeMutation } from '../../api/recordsApi';
import { ListChoice } from '../../components/list/ListChoice';
import { ListPages } from '../../components/list/ListPages';
import { RecordTable } from '../../components/list/RecordTable';
import { oneOf, useListQuery } from '../../components/list/useListQuery';
import { useMoment } from '../../components/list/words';
import { useLookAgain } from '../../components/useLookAgain';
import { useTold } from '../../components/useTold';
import { NOTICES_RETRY } from '../../permissions';
import { useText } from '../../translations/useText';

const STATES = ['all', ...NOTICE_STATES] as const;
const KINDS = ['all', ...NOTICE_KINDS] as const;
const UNDER_WAY_MS = 3_000;
const AT_REST_MS = 30_000;

const TONE = {
  waiting: 'secondary',
  sending: 'primary',
  sent: 'success',
  failed: 'danger',
  unknown: 'danger',
  skipped: 'neutral',
} as const;

/** The mails to registrants: what was sent, what was not and why. */
export const NoticesPage = () => {
  const text = useText();
  const query = useListQuery();
  const { allowedActions } = useRBAC(NOTICES_RETRY);
  const state = oneOf(STATES, query.chosen('state'));
  const kind = oneOf(KINDS, query.chosen('kind'));
  const read = useNoticesQuery({
    ...{ page: query.page, pageSize: query.pageSize },
    ...(state === 'all' ? {} : { state }),
    ...(kind === 'all' ? {} : { kind }),
  });
  const isUnderWay = read.data?.data.some((one) => one.state === 'sending') === true;
  useLookAgain(read.refetch, isUnderWay ? UNDER_WAY_MS : AT_REST_MS);
  const canRetry = allowedActions.canRetry === true;
  const isNarrowed = state !== 'all' || kind !== 'all';
  return (
    <Page.Main>
      <Page.Title>{text('notices.title')}</Page.Title>
      <Layouts.Header title={text('notices.title')} subtitle={text('notices.subtitle')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Flex gap={2} wrap="wrap">
            <ListChoice
              label={text('notices.state')}
              value={state}
              choices={STATES.map((value) => ({ value, label: text(`notices.state.${value}`) }))}
              onChoose={(value) => query.set({ state: value })}
            />
            <ListChoice
              label={text('notices.kind')}
              value={kind}
              choices={KINDS.map((value) => ({ value, label: text(`notices.kind.${value}`) }))}
              onChoose={(value) => query.set({ kind: value })}
            />
          </Flex>
          <RecordTable
            label={text('notices.title')}
            columns={[
              { name: 'kind', label: text('notices.kind') },
              { name: 'recipient', label: text('notices.recipient') },
              { name: 'state', label: text('notices.state') },
              { name: 'when', label: text('list.when') },
              ...(canRetry ? [{ name: 'retry', label: text('list.actions'), isHidden: true }] : []),
            ]}
            read={read}
            row={(notice) => <NoticeRow key={notice.id} notice={notice} canRetry={canRetry} />}
            empty={text(isNarrowed ? 'list.nothingFound' : 'notices.none')}
          />
          <ListPages meta={read.data?.meta} />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

type NoticeRowProps = { notice: NoticeEntry; canRetry: boolean };

const NoticeRow = ({ notice, canRetry }: NoticeRowProps) => {
  const text = useText();
  const moment = useMoment();
  const told = useTold();
  const [retry, { isLoading }] = useRetryNoticeMutation();
  const { state, error, nextTryAt } = notice;
  return (
    <Tr>
      <Td>
        <Flex
          direction="column"
          alignItems="flex-start"
          maxWidth="28rem"
          gap={1}
          style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}
        >
          <Typography textColor="neutral800" fontWeight="semiBold">
            {text(`notices.kind.${notice.kind}`)}
          </Typography>
          <Typography variant="pi" textColor="neutral600">
            {notice.meeting?.topic ?? text('notices.noMeeting')}
          </Typography>
        </Flex>
      </Td>
      <Td>
        <Recipient notice={notice} />
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start" gap={1} maxWidth="40rem">
          <Status variant={TONE[state]} size="S">
            {text(`notices.state.${state}`)}
          </Status>
          {error !== null && (
            <Typography
              variant="pi"
              textColor={state === 'failed' ? 'danger600' : 'neutral600'}
              style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}
            >
              {error}
            </Typography>
          )}
        </Flex>
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <Typography textColor="neutral800">
            {moment(notice.sentAt ?? notice.createdAt)}
          </Typography>
          {nextTryAt !== null && notice.attempts > 0 && (
            <Typography variant="pi" textColor="neutral600">
              {text('notices.nextTry', { at: moment(nextTryAt) })}
            </Typography>
          )}
        </Flex>
      </Td>
      {canRetry && (
        <Td>
          {(state === 'failed' || state === 'unknown') && (
            <Button
              variant="tertiary"
              size="S"
              startIcon={<ArrowClockwise />}
              loading={isLoading}
              onClick={() => void told(() => retry(notice.id).unwrap(), text('notices.retried'))}
            >
              {text('notices.retry')}
            </Button>
          )}
        </Td>
      )}
    </Tr>
  );
};

/** By name for those who may see registrants; else that there is somebody. */
const Recipient = ({ notice: { registrant } }: { notice: NoticeEntry }) => {
  const text = useText();
  if (registrant === null) {
    return <Typography textColor="neutral600">{text('notices.removed')}</Typography>;
  }
  return (
    <Typography textColor="neutral800" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
      {registrant.name ?? text('notices.aRegistrant')}
    </Typography>
  );
};

import { useState } from 'react';

import { Button, Flex, Status, Td, Tr, Typography } from '@strapi/design-system';
import { Eye } from '@strapi/icons';

import { EVENT_STATES, type EventLogEntry } from '../../../../contracts/event-log';
import { useEventsQuery } from '../../api/recordsApi';
import { momentsOf } from '../../components/list/days';
import { ListChoice } from '../../components/list/ListChoice';
import { ListDays } from '../../components/list/ListDays';
import { ListPages } from '../../components/list/ListPages';
import { ListSearch } from '../../components/list/ListSearch';
import { RecordTable } from '../../components/list/RecordTable';
import { type ListQuery, oneOf } from '../../components/list/useListQuery';
import { useMoment } from '../../components/list/words';
import { useLookAgain } from '../../components/useLookAgain';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { EventDialog } from './EventDialog';
import { EVENT_TONE } from './eventWords';

const STATES = ['all', ...EVENT_STATES] as const;
const LOOK_AGAIN_MS = 10_000;

const MEETING_ID = /^[\d\s-]+$/;

/** A number is a meeting's, everything else is how an event is called. */
const searched = (search: string | undefined): Record<string, string> => {
  if (search === undefined) return {};
  if (MEETING_ID.test(search)) return { meetingId: search.replace(/\D/g, '').slice(0, 20) };
  return { event: search.includes('*') ? search : `${search}*` };
};

/** The latest first. */
export const EventList = ({ query }: { query: ListQuery }) => {
  const text = useText();
  const [open, setOpen] = useState<number | null>(null);
  const state = oneOf(STATES, query.chosen('state'));
  const search = query.chosen('search');
  const days = momentsOf({ from: query.chosen('from'), to: query.chosen('to') });
  const read = useEventsQuery({
    ...{ page: query.page, pageSize: query.pageSize },
    ...searched(search),
    ...(state === 'all' ? {} : { state }),
    ...days,
  });
  useLookAgain(read.refetch, LOOK_AGAIN_MS);
  const isNarrowed = search !== undefined || state !== 'all' || Object.keys(days).length > 0;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex gap={2} wrap="wrap">
        <ListSearch
          label={text('events.search')}
          value={search}
          onSearch={(value) => query.set({ search: value })}
        />
        <ListChoice
          label={text('events.state')}
          value={state}
          choices={STATES.map((value) => ({ value, label: text(`events.state.${value}`) }))}
          onChoose={(value) => query.set({ state: value })}
        />
        <ListDays query={query} />
      </Flex>
      <RecordTable
        label={text('events.list')}
        columns={[
          { name: 'event', label: text('events.event') },
          { name: 'received', label: text('events.received') },
          { name: 'meeting', label: text('events.meeting') },
          { name: 'state', label: text('events.state') },
          { name: 'actions', label: text('list.actions'), isHidden: true },
        ]}
        read={read}
        row={(entry) => <EventRow key={entry.id} entry={entry} onOpen={() => setOpen(entry.id)} />}
        empty={text(isNarrowed ? 'list.nothingFound' : 'events.none')}
      />
      <ListPages meta={read.data?.meta} />
      <EventDialog id={open} onClose={() => setOpen(null)} />
    </Flex>
  );
};

const EventRow = ({ entry, onOpen }: { entry: EventLogEntry; onOpen: () => void }) => {
  const text = useText();
  const said = useSaid();
  const moment = useMoment();
  return (
    <Tr>
      <Td>
        <Typography
          textColor="neutral800"
          fontWeight="semiBold"
          style={{ overflowWrap: 'anywhere' }}
        >
          {entry.event}
        </Typography>
      </Td>
      <Td>
        <Typography textColor="neutral800">{moment(entry.receivedAt, 'full')}</Typography>
      </Td>
      <Td>
        <Typography textColor="neutral600">{entry.meetingId ?? '–'}</Typography>
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start" gap={1} maxWidth="36rem">
          <Flex gap={2}>
            <Status variant={EVENT_TONE[entry.state]} size="S">
              {text(`events.state.${entry.state}`)}
            </Status>
            {!entry.isVerified && (
              <Status variant="danger" size="S">
                {text('events.unverified')}
              </Status>
            )}
          </Flex>
          {entry.error !== null && (
            <Typography
              variant="pi"
              textColor="neutral600"
              ellipsis
              maxWidth="36rem"
              title={said(entry.error)}
            >
              {said(entry.error)}
            </Typography>
          )}
        </Flex>
      </Td>
      <Td>
        <Button
          variant="tertiary"
          size="S"
          startIcon={<Eye />}
          aria-label={text('events.openOf', { event: entry.event })}
          onClick={onOpen}
        >
          {text('events.open')}
        </Button>
      </Td>
    </Tr>
  );
};

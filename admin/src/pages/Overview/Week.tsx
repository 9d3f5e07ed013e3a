import { lazy, Suspense, useState } from 'react';

import { Box, Button, Flex, Loader, Tabs, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { MeetingsInSpan } from '../../../../contracts/meeting-desk';
import { useMeetingsInSpanQuery } from '../../api/deskApi';
import { Card } from '../../components/Card';
import { MeetingLines } from '../../components/MeetingLines';
import { useLookAgain } from '../../components/useLookAgain';
import { useText } from '../../translations/useText';
import { byDay, weekFrom } from './week';

const Calendar = lazy(() => import('./Calendar'));

const LOOK_MS = 30_000;
/** What the calendar takes, so that nothing moves when it arrives. */
const HEIGHT = '600px';

/** The next seven days, as a calendar and as a list. */
export const Week = () => {
  const text = useText();
  const [view, setView] = useState('week');
  const { from, to } = weekFrom(new Date());
  const { data, isFetching, refetch } = useMeetingsInSpanQuery(
    { from: from.toISOString(), to: to.toISOString() },
    { refetchOnMountOrArgChange: true }
  );
  useLookAgain(refetch, LOOK_MS);
  return (
    <Tabs.Root value={view} onValueChange={setView} variant="simple">
      <Card
        title={text('overview.week')}
        actions={
          <Tabs.List aria-label={text('overview.week.view')}>
            <Tabs.Trigger value="week">{text('overview.week.calendar')}</Tabs.Trigger>
            <Tabs.Trigger value="list">{text('overview.week.list')}</Tabs.Trigger>
          </Tabs.List>
        }
      >
        <Tabs.Content value="week">
          <Box minHeight={HEIGHT}>
            {data === undefined ? (
              <Absent isFetching={isFetching} refetch={refetch} />
            ) : (
              <Suspense fallback={<Waiting />}>
                <Calendar from={from} meetings={data.meetings} />
              </Suspense>
            )}
          </Box>
        </Tabs.Content>
        <Tabs.Content value="list">
          <Box minHeight={HEIGHT}>
            {data === undefined ? (
              <Absent isFetching={isFetching} refetch={refetch} />
            ) : (
              <Agenda week={data} />
            )}
          </Box>
        </Tabs.Content>
        {data !== undefined && data.total > data.meetings.length && (
          <Typography tag="p" variant="pi" textColor="neutral600" paddingTop={3}>
            {text('overview.andMore', { count: data.total - data.meetings.length })}
          </Typography>
        )}
      </Card>
    </Tabs.Root>
  );
};

const Waiting = () => {
  const text = useText();
  return (
    <Flex justifyContent="center" height={HEIGHT}>
      <Loader>{text('overview.loading')}</Loader>
    </Flex>
  );
};

const Absent = ({ isFetching, refetch }: { isFetching: boolean; refetch: () => unknown }) => {
  const text = useText();
  if (isFetching) return <Waiting />;
  return (
    <Flex direction="column" gap={3} justifyContent="center" height={HEIGHT}>
      <Typography textColor="neutral600">{text('overview.loadFailed')}</Typography>
      <Button variant="tertiary" onClick={() => void refetch()}>
        {text('common.retry')}
      </Button>
    </Flex>
  );
};

const Agenda = ({ week }: { week: MeetingsInSpan }) => {
  const text = useText();
  const { formatDate } = useIntl();
  if (week.meetings.length === 0) {
    return <Typography textColor="neutral600">{text('overview.week.none')}</Typography>;
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      {byDay(week.meetings).map(([day, meetings]) => (
        <Flex key={day.getTime()} direction="column" alignItems="stretch" gap={3}>
          <Typography tag="h3" variant="sigma" textColor="neutral600">
            {formatDate(day, { weekday: 'long', day: 'numeric', month: 'long' })}
          </Typography>
          <MeetingLines meetings={meetings} />
        </Flex>
      ))}
    </Flex>
  );
};

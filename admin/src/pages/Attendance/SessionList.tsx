import { Flex, Link, Status, Td, Tr, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import type { AttendanceSession } from '../../../../contracts/attendance-overview';
import { useAttendanceSessionsQuery } from '../../api/recordsApi';
import { ListDays } from '../../components/list/ListDays';
import { ListPages } from '../../components/list/ListPages';
import { ListSearch } from '../../components/list/ListSearch';
import { RecordTable } from '../../components/list/RecordTable';
import type { ListQuery } from '../../components/list/useListQuery';
import { useMoment } from '../../components/list/words';
import { useLookAgain } from '../../components/useLookAgain';
import { useText } from '../../translations/useText';
import { CourseChoice, runFilterOf } from './filters';

/** A cell of the design system's table keeps everything on one line. */
const WRAPPED = { whiteSpace: 'normal', overflowWrap: 'anywhere' } as const;
const LIVE_MS = 10_000;
const AT_REST_MS = 60_000;

/** Everything that ran, the latest first, with how many came. */
export const SessionList = ({ query }: { query: ListQuery }) => {
  const text = useText();
  const filter = runFilterOf(query);
  const isNarrowed = Object.keys(filter).length > 0;
  const read = useAttendanceSessionsQuery({
    ...filter,
    page: query.page,
    pageSize: query.pageSize,
  });
  const isLive = read.data?.data.some(({ endedAt }) => endedAt === null) === true;
  useLookAgain(read.refetch, isLive ? LIVE_MS : AT_REST_MS);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex gap={2} wrap="wrap">
        <ListSearch
          label={text('attendance.searchSessions')}
          value={query.chosen('search')}
          onSearch={(search) => query.set({ search })}
        />
        <CourseChoice query={query} />
        <ListDays query={query} />
      </Flex>
      <RecordTable
        label={text('attendance.bySession')}
        columns={[
          { name: 'session', label: text('attendance.session') },
          { name: 'when', label: text('list.when') },
          { name: 'came', label: text('attendance.came') },
          { name: 'presence', label: text('attendance.presence') },
          { name: 'unmatched', label: text('attendance.unmatched') },
        ]}
        read={read}
        row={(session) => <SessionRow key={session.documentId} session={session} />}
        empty={text(isNarrowed ? 'list.nothingFound' : 'attendance.noSessions')}
      />
      <ListPages meta={read.data?.meta} />
    </Flex>
  );
};

const SessionRow = ({ session }: { session: AttendanceSession }) => {
  const text = useText();
  const moment = useMoment();
  const { people } = session;
  const isLive = session.endedAt === null;
  return (
    <Tr>
      <Td>
        <Flex direction="column" alignItems="flex-start" maxWidth="30rem" gap={1} style={WRAPPED}>
          <Link tag={NavLink} to={session.documentId}>
            {session.meeting.topic ?? text('list.untitled')}
          </Link>
          {session.course !== null && (
            <Typography variant="pi" textColor="neutral600">
              {session.course}
            </Typography>
          )}
        </Flex>
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <Typography textColor="neutral800">{moment(session.startedAt)}</Typography>
          {isLive && (
            <Status variant="primary" size="XS">
              {text('attendance.live')}
            </Status>
          )}
        </Flex>
      </Td>
      <Td>
        <Typography textColor="neutral800" fontWeight="semiBold">
          {text('list.people', { count: people.came })}
        </Typography>
      </Td>
      <Td>
        <PresenceCounts people={people} />
      </Td>
      <Td>
        {people.unmatched > 0 ? (
          <Link
            tag={NavLink}
            to={`${session.documentId}?show=unmatched`}
            aria-label={text('attendance.unmatchedOf', {
              count: people.unmatched,
              topic: session.meeting.topic ?? '',
            })}
          >
            {text('attendance.unmatchedCount', { count: people.unmatched })}
          </Link>
        ) : (
          <Typography textColor="neutral600">{text('list.none')}</Typography>
        )}
      </Td>
    </Tr>
  );
};

/** `4 present · 1 late · 2 absent`, without what is none. */
export const PresenceCounts = ({ people }: { people: AttendanceSession['people'] }) => {
  const text = useText();
  const parts = (['present', 'late', 'leftEarly', 'absent'] as const)
    .filter((kind) => people[kind] > 0)
    .map((kind) => text(`attendance.count.${kind}`, { count: people[kind] }));
  return (
    <Typography textColor="neutral600">
      {parts.length > 0 ? parts.join(' · ') : text('attendance.notYet')}
    </Typography>
  );
};

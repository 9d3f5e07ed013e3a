import { useState } from 'react';

import { Button, Flex, Td, Tr, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';

import { PEOPLE_ORDERS, type PeopleOrder } from '../../../../contracts/choices';
import type { CoursePerson } from '../../../../contracts/attendance-overview';
import { useCoursePeopleQuery } from '../../api/recordsApi';
import { Fact, Facts } from '../../components/list/Fact';
import { ListChoice } from '../../components/list/ListChoice';
import { ListDays } from '../../components/list/ListDays';
import { ListPages } from '../../components/list/ListPages';
import { ListSearch } from '../../components/list/ListSearch';
import { RecordTable } from '../../components/list/RecordTable';
import { useDownload } from '../../components/list/useDownload';
import { type ListQuery, oneOf } from '../../components/list/useListQuery';
import { useLength } from '../../components/list/words';
import { useText } from '../../translations/useText';
import { CourseChoice, runFilterOf } from './filters';

const ORDERS: readonly [PeopleOrder, ...PeopleOrder[]] = PEOPLE_ORDERS;

/** People over all the sessions that are meant: of a course, or whatever the filters leave. */
export const PeopleList = ({ query }: { query: ListQuery }) => {
  const text = useText();
  // Somebody's name or address: not in the page's address, which the browser remembers.
  const [person, setPerson] = useState<string | undefined>(undefined);
  const order = oneOf(ORDERS, query.chosen('order'));
  const filter = runFilterOf(query);
  const read = useCoursePeopleQuery(
    {
      ...filter,
      ...(person === undefined ? {} : { person }),
      order,
      page: query.page,
      pageSize: query.pageSize,
    },
    { refetchOnMountOrArgChange: true }
  );
  const { download, isBusy } = useDownload();
  const exported = new URLSearchParams({ ...filter, order }).toString();
  const meta = read.data?.meta;
  const sessions = meta?.sessions ?? 0;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex gap={2} wrap="wrap">
        <CourseChoice query={query} />
        <ListDays query={query} />
        <ListSearch
          label={text('attendance.searchPeople')}
          value={person}
          onSearch={(value) => {
            setPerson(value);
            query.set({});
          }}
        />
        <ListChoice
          label={text('attendance.order')}
          value={order}
          choices={ORDERS.map((value) => ({ value, label: text(`attendance.order.${value}`) }))}
          onChoose={(value) => query.set({ order: value })}
        />
        <Button
          variant="secondary"
          size="S"
          startIcon={<Download />}
          loading={isBusy}
          onClick={() => void download(`/zoom/attendance/people/export?${exported}`, 'people.csv')}
        >
          {text('list.csv')}
        </Button>
      </Flex>
      <Facts>
        <Fact label={text('attendance.sessions')}>{meta?.sessions ?? '–'}</Fact>
        <Fact label={text('attendance.people')}>{meta?.pagination.total ?? '–'}</Fact>
        <Fact label={text('attendance.unmatchedStays')}>{meta?.unmatched ?? '–'}</Fact>
      </Facts>
      <RecordTable
        label={text('attendance.byPerson')}
        columns={[
          { name: 'person', label: text('attendance.person') },
          { name: 'attended', label: text('attendance.attended') },
          { name: 'time', label: text('attendance.time') },
          { name: 'present', label: text('attendance.present') },
          { name: 'late', label: text('attendance.late') },
          { name: 'leftEarly', label: text('attendance.leftEarly') },
          { name: 'absent', label: text('attendance.absent') },
        ]}
        read={read}
        row={(one) => <PersonRow key={one.key} person={one} sessions={sessions} />}
        empty={text('attendance.noPeople')}
      />
      <ListPages meta={meta} />
    </Flex>
  );
};

const PersonRow = ({ person, sessions }: { person: CoursePerson; sessions: number }) => {
  const text = useText();
  const length = useLength();
  return (
    <Tr>
      <Td>
        <Person name={person.name} email={person.email} />
      </Td>
      <Td>
        <Typography textColor="neutral800" fontWeight="semiBold">
          {text('attendance.attendedOf', { attended: person.attended, sessions })}
        </Typography>
      </Td>
      <Td>
        <Typography textColor="neutral800">{length(person.seconds)}</Typography>
      </Td>
      {(['present', 'late', 'leftEarly', 'absent'] as const).map((kind) => (
        <Td key={kind}>
          <Typography textColor={person[kind] > 0 ? 'neutral800' : 'neutral600'}>
            {person[kind]}
          </Typography>
        </Td>
      ))}
    </Tr>
  );
};

/** Somebody by name, and the address below it. */
export const Person = ({ name, email }: { name: string | null; email: string | null }) => {
  const text = useText();
  return (
    <Flex
      direction="column"
      alignItems="flex-start"
      maxWidth="36rem"
      style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}
    >
      <Typography textColor="neutral800" fontWeight="semiBold">
        {name ?? email ?? text('attendance.nameless')}
      </Typography>
      {name !== null && email !== null && (
        <Typography variant="pi" textColor="neutral600">
          {email}
        </Typography>
      )}
    </Flex>
  );
};

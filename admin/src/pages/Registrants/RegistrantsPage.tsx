import { useState } from 'react';

import { Button, EmptyStateLayout, Flex } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';

import { REGISTRATION_STATES, type RegistrationState } from '../../../../contracts/choices';
import { useRegistrantsQuery, useRegistrationSummaryQuery } from '../../api/registrantsApi';
import { Fact, Facts } from '../../components/list/Fact';
import { ListChoice } from '../../components/list/ListChoice';
import { ListPages } from '../../components/list/ListPages';
import { ListSearch } from '../../components/list/ListSearch';
import { RecordTable } from '../../components/list/RecordTable';
import { useDownload } from '../../components/list/useDownload';
import { oneOf, useListQuery } from '../../components/list/useListQuery';
import { useLookAgain } from '../../components/useLookAgain';
import { REGISTRANTS_EDIT } from '../../permissions';
import { useText } from '../../translations/useText';
import { AddRegistrant } from './AddRegistrant';
import { MeetingChoice } from './MeetingChoice';
import { RegistrantRow } from './RegistrantRow';

const STATES = ['all', ...REGISTRATION_STATES] as const;
const LOOK_AGAIN_MS = 15_000;

/** Who has registered for a meeting, and what an editor decides about it. */
export const RegistrantsPage = () => {
  const text = useText();
  const query = useListQuery();
  const { allowedActions } = useRBAC(REGISTRANTS_EDIT);
  const meeting = query.chosen('meeting');
  const canEdit = allowedActions.canEdit === true;
  return (
    <Page.Main>
      <Page.Title>{text('registrants.title')}</Page.Title>
      <Layouts.Header
        title={text('registrants.title')}
        subtitle={text('registrants.subtitle')}
        primaryAction={
          canEdit && meeting !== undefined ? <AddRegistrant meeting={meeting} /> : undefined
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <MeetingChoice
            value={meeting}
            onChoose={(next) => query.set({ meeting: next, state: undefined })}
          />
          {meeting === undefined ? (
            <EmptyStateLayout
              content={text('registrants.choose')}
              hasRadius
              shadow="tableShadow"
              icon={<EmptyDocuments width="16rem" />}
            />
          ) : (
            <RegistrantList key={meeting} meeting={meeting} canEdit={canEdit} />
          )}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

const RegistrantList = ({ meeting, canEdit }: { meeting: string; canEdit: boolean }) => {
  const text = useText();
  const query = useListQuery();
  const [search, setSearch] = useState<string | undefined>(undefined);
  const { download, isBusy } = useDownload();
  const state = oneOf(STATES, query.chosen('state'));
  const ofState: { state?: RegistrationState } = state === 'all' ? {} : { state };
  const { data: summary } = useRegistrationSummaryQuery(meeting);
  const read = useRegistrantsQuery({
    ...{ meeting, page: query.page, pageSize: query.pageSize },
    ...ofState,
    ...(search === undefined ? {} : { search }),
  });
  useLookAgain(read.refetch, LOOK_AGAIN_MS);
  const file = `/zoom/registrants/export?${new URLSearchParams({ meeting, ...(state === 'all' ? {} : { state }) }).toString()}`;
  const isNarrowed = state !== 'all' || search !== undefined;
  return (
    <>
      <Facts>
        {REGISTRATION_STATES.map((one) => (
          <Fact key={one} label={text(`registrants.state.${one}`)}>
            {summary?.counts[one] ?? '–'}
          </Fact>
        ))}
        <Fact label={text('registrants.seats')}>
          {summary === undefined ? '–' : (summary.capacity ?? text('registrants.noLimit'))}
        </Fact>
      </Facts>
      <Flex gap={2} wrap="wrap">
        <ListSearch
          label={text('registrants.search')}
          value={search}
          onSearch={(value) => {
            setSearch(value);
            query.set({});
          }}
        />
        <ListChoice
          label={text('registrants.state')}
          value={state}
          choices={STATES.map((value) => ({ value, label: text(`registrants.state.${value}`) }))}
          onChoose={(value) => query.set({ state: value })}
        />
        <Button
          variant="secondary"
          size="S"
          startIcon={<Download />}
          loading={isBusy}
          onClick={() => void download(file, 'registrants.csv')}
        >
          {text('list.csv')}
        </Button>
      </Flex>
      <RecordTable
        label={text('registrants.title')}
        columns={[
          { name: 'person', label: text('registrants.person') },
          { name: 'state', label: text('registrants.state') },
          { name: 'source', label: text('registrants.source') },
          { name: 'registered', label: text('registrants.registered') },
          ...(canEdit ? [{ name: 'actions', label: text('list.actions'), isHidden: true }] : []),
        ]}
        read={read}
        row={(registrant) => (
          <RegistrantRow key={registrant.documentId} registrant={registrant} canEdit={canEdit} />
        )}
        empty={text(isNarrowed ? 'list.nothingFound' : 'registrants.none')}
      />
      <ListPages meta={read.data?.meta} />
    </>
  );
};

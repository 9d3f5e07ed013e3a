import { Box, Tabs } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';

import { oneOf, useListQuery } from '../../components/list/useListQuery';
import { useText } from '../../translations/useText';
import { PeopleList } from './PeopleList';
import { SessionList } from './SessionList';

const VIEWS = ['sessions', 'people'] as const;

/** Who came: session by session, or person by person over a course. */
export const AttendancePage = () => {
  const text = useText();
  const query = useListQuery();
  const view = oneOf(VIEWS, query.chosen('view'));
  return (
    <Page.Main>
      <Page.Title>{text('attendance.title')}</Page.Title>
      <Layouts.Header title={text('attendance.title')} subtitle={text('attendance.subtitle')} />
      <Layouts.Content>
        <Tabs.Root
          variant="simple"
          value={view}
          onValueChange={(next: string) =>
            query.set({ view: next === 'people' ? next : undefined })
          }
        >
          <Tabs.List aria-label={text('attendance.views')}>
            <Tabs.Trigger value="sessions">{text('attendance.bySession')}</Tabs.Trigger>
            <Tabs.Trigger value="people">{text('attendance.byPerson')}</Tabs.Trigger>
          </Tabs.List>
          <Box paddingTop={6}>
            <Tabs.Content value="sessions">
              {view === 'sessions' && <SessionList query={query} />}
            </Tabs.Content>
            <Tabs.Content value="people">
              {view === 'people' && <PeopleList query={query} />}
            </Tabs.Content>
          </Box>
        </Tabs.Root>
      </Layouts.Content>
    </Page.Main>
  );
};

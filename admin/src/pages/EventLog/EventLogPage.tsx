import { Box, Tabs } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';

import { oneOf, useListQuery } from '../../components/list/useListQuery';
import { useText } from '../../translations/useText';
import { EventList } from './EventList';
import { Health } from './Health';

const VIEWS = ['events', 'health'] as const;

/** What Zoom sent and what became of it, and how well it arrives. */
export const EventLogPage = () => {
  const text = useText();
  const query = useListQuery();
  const view = oneOf(VIEWS, query.chosen('view'));
  return (
    <Page.Main>
      <Page.Title>{text('events.title')}</Page.Title>
      <Layouts.Header title={text('events.title')} subtitle={text('events.subtitle')} />
      <Layouts.Content>
        <Tabs.Root
          variant="simple"
          value={view}
          onValueChange={(next: string) =>
            query.set({ view: next === 'health' ? next : undefined })
          }
        >
          <Tabs.List aria-label={text('events.views')}>
            <Tabs.Trigger value="events">{text('events.list')}</Tabs.Trigger>
            <Tabs.Trigger value="health">{text('events.health')}</Tabs.Trigger>
          </Tabs.List>
          <Box paddingTop={6}>
            <Tabs.Content value="events">
              {view === 'events' && <EventList query={query} />}
            </Tabs.Content>
            <Tabs.Content value="health">{view === 'health' && <Health />}</Tabs.Content>
          </Box>
        </Tabs.Root>
      </Layouts.Content>
    </Page.Main>
  );
};

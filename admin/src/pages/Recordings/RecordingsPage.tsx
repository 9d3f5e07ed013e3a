import { Box, Tabs } from '@strapi/design-system';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';

import { oneOf, useListQuery } from '../../components/list/useListQuery';
import { RECORDINGS_RELEASE } from '../../permissions';
import { useText } from '../../translations/useText';
import { ArchiveMissing } from './ArchiveMissing';
import { RecordingList } from './RecordingList';
import { TranscriptSearch } from './TranscriptSearch';

const VIEWS = ['recordings', 'transcripts'] as const;

/** What was recorded, and what was said in it. */
export const RecordingsPage = () => {
  const text = useText();
  const query = useListQuery();
  const { allowedActions } = useRBAC(RECORDINGS_RELEASE);
  const view = oneOf(VIEWS, query.chosen('view'));
  return (
    <Page.Main>
      <Page.Title>{text('recordings.title')}</Page.Title>
      <Layouts.Header
        title={text('recordings.title')}
        subtitle={text('recordings.subtitle')}
        primaryAction={allowedActions.canRelease === true && <ArchiveMissing />}
      />
      <Layouts.Content>
        <Tabs.Root
          variant="simple"
          value={view}
          onValueChange={(next: string) =>
            query.set({
              view: next === 'transcripts' ? next : undefined,
              search: undefined,
              show: undefined,
            })
          }
        >
          <Tabs.List aria-label={text('recordings.views')}>
            <Tabs.Trigger value="recordings">{text('recordings.title')}</Tabs.Trigger>
            <Tabs.Trigger value="transcripts">{text('recordings.transcripts')}</Tabs.Trigger>
          </Tabs.List>
          <Box paddingTop={6}>
            <Tabs.Content value="recordings">
              {view === 'recordings' && <RecordingList query={query} />}
            </Tabs.Content>
            <Tabs.Content value="transcripts">
              {view === 'transcripts' && <TranscriptSearch query={query} />}
            </Tabs.Content>
          </Box>
        </Tabs.Root>
      </Layouts.Content>
    </Page.Main>
  );
};

import { lazy, Suspense } from 'react';

import { Button, Flex, Grid } from '@strapi/design-system';
import { ArrowsCounterClockwise } from '@strapi/icons';
import { Layouts, Page, useNotification } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

import type { Overview } from '../../../../contracts/meeting-desk';
import { useOverviewQuery, useSweepMutation } from '../../api/deskApi';
import { readFailure } from '../../api/failure';
import { useFailureText } from '../../api/useFailureText';
import { useLookAgain } from '../../components/useLookAgain';
import { viewerZoneLabel } from '../../components/useWhen';
import { useText } from '../../translations/useText';
import { HostOverlaps } from './HostOverlaps';
import { LiveNow } from './LiveNow';
import { QuotaToday } from './QuotaToday';
import { ToSettle } from './ToSettle';
import { Week } from './Week';

/** For those who may repair, where the app has types of its own. */
const ExistingEntries = lazy(() => import('./ExistingEntries'));

/** People come and go: often enough for a count that somebody watches. */
const LOOK_MS = 15_000;

/** Zoom → Overview: what runs, what comes, and what somebody has to settle. */
export const OverviewPage = () => {
  const text = useText();
  const { data, error, isFetching, refetch } = useOverviewQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  useLookAgain(refetch, LOOK_MS);
  if (data !== undefined) return <Ready overview={data} />;
  if (isFetching) return <Page.Loading>{text('overview.loading')}</Page.Loading>;
  if (readFailure(error).status === 403) return <Page.NoPermissions />;
  return (
    <Page.Error
      content={text('overview.loadFailed')}
      action={
        <Button variant="secondary" onClick={() => void refetch()}>
          {text('common.retry')}
        </Button>
      }
    />
  );
};

const Ready = ({ overview }: { overview: Overview }) => {
  const text = useText();
  const { locale } = useIntl();
  return (
    <Page.Main>
      <Page.Title>{text('overview.title')}</Page.Title>
      <Layouts.Header
        title={text('overview.title')}
        subtitle={text('overview.subtitle', { zone: viewerZoneLabel(locale) })}
        primaryAction={overview.canRepair && <CompareNow />}
      />
      <Layouts.Content>
        <Grid.Root gap={6} tag="div">
          <Grid.Item col={8} s={12} xs={12} direction="column" alignItems="stretch" minWidth={0}>
            <Flex direction="column" alignItems="stretch" gap={6}>
              <Week />
              <ToSettle overview={overview} />
              {overview.canRepair && (
                <Suspense fallback={null}>
                  <ExistingEntries />
                </Suspense>
              )}
            </Flex>
          </Grid.Item>
          <Grid.Item col={4} s={12} xs={12} direction="column" alignItems="stretch" minWidth={0}>
            <Flex direction="column" alignItems="stretch" gap={6}>
              <LiveNow live={overview.live} />
              <QuotaToday quota={overview.quota} />
              <HostOverlaps overlaps={overview.overlaps} />
            </Flex>
          </Grid.Item>
        </Grid.Root>
      </Layouts.Content>
    </Page.Main>
  );
};

/** Compares all meetings to come with Zoom, as every night. */
const CompareNow = () => {
  const text = useText();
  const failureText = useFailureText();
  const { toggleNotification } = useNotification();
  const [sweep, { isLoading }] = useSweepMutation();
  const compare = async () => {
    try {
      await sweep(undefined).unwrap();
      toggleNotification({ type: 'success', message: text('overview.comparing') });
    } catch (error) {
      toggleNotification({ type: 'danger', message: failureText(error) });
    }
  };
  return (
    <Button
      variant="secondary"
      size="S"
      startIcon={<ArrowsCounterClockwise />}
      loading={isLoading}
      onClick={() => void compare()}
    >
      {text('overview.compare')}
    </Button>
  );
};

import { lazy, Suspense } from 'react';

import { Box, Button, Flex, Loader, Status, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { BackButton, Layouts, Page } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { useParams } from 'react-router-dom';

import type { AttendanceSession } from '../../../../contracts/attendance-overview';
import { readFailure } from '../../api/failure';
import { useAttendanceSessionQuery, usePresenceCurveQuery } from '../../api/recordsApi';
import { Fact, Facts } from '../../components/list/Fact';
import { useDownload } from '../../components/list/useDownload';
import { useMoment } from '../../components/list/words';
import { Notice } from '../../components/Notice';
import { useLookAgain } from '../../components/useLookAgain';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { SessionPeople } from './SessionPeople';

const PresenceChart = lazy(() => import('./PresenceChart'));
const CHART_HEIGHT = '25rem';
const LIVE_MS = 10_000;
const AT_REST_MS = 60_000;

/** One run of a meeting: how many, when, and who. */
export const SessionPage = () => {
  const text = useText();
  const { documentId = '' } = useParams();
  const { data, error, isFetching, refetch } = useAttendanceSessionQuery(documentId);
  useLookAgain(refetch, data?.endedAt === null ? LIVE_MS : AT_REST_MS);
  if (data !== undefined) return <OpenSession session={data} />;
  if (isFetching) return <Page.Loading />;
  return readFailure(error).status === 404 ? (
    <Page.NoData action={<BackButton fallback=".." />} />
  ) : (
    <Page.Error
      action={
        <Button variant="secondary" onClick={() => void refetch()}>
          {text('common.retry')}
        </Button>
      }
    />
  );
};

const OpenSession = ({ session }: { session: AttendanceSession }) => {
  const text = useText();
  const said = useSaid();
  const moment = useMoment();
  const { formatDateTimeRange } = useIntl();
  const { download, isBusy } = useDownload();
  const { people, startedAt, endedAt } = session;
  const topic = session.meeting.topic ?? text('list.untitled');
  const isLive = endedAt === null;
  const when =
    startedAt !== null && endedAt !== null && endedAt > startedAt
      ? formatDateTimeRange(new Date(startedAt), new Date(endedAt), {
          dateStyle: 'full',
          timeStyle: 'short',
        })
      : moment(startedAt);
  const file = `/zoom/attendance/export?${new URLSearchParams({ instanceUuid: session.uuid }).toString()}`;
  return (
    <Page.Main>
      <Page.Title>{topic}</Page.Title>
      <Layouts.Header
        title={topic}
        subtitle={session.course === null ? when : `${session.course} · ${when}`}
        navigationAction={<BackButton fallback=".." />}
        secondaryAction={
          isLive && (
            <Status variant="primary" size="S">
              {text('attendance.live')}
            </Status>
          )
        }
        primaryAction={
          <Button
            variant="secondary"
            startIcon={<Download />}
            loading={isBusy}
            onClick={() => void download(file, 'attendance.csv')}
          >
            {text('list.csv')}
          </Button>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={10}>
          {session.note !== null && <Notice tone="info">{said(session.note)}</Notice>}
          {session.isEndInferred && <Notice tone="info">{text('attendance.endInferred')}</Notice>}
          <Facts>
            <Fact label={text('attendance.came')}>{people.came}</Fact>
            <Fact label={text('attendance.present')}>{people.present}</Fact>
            <Fact label={text('attendance.late')}>{people.late}</Fact>
            <Fact label={text('attendance.leftEarly')}>{people.leftEarly}</Fact>
            <Fact label={text('attendance.absent')}>{people.absent}</Fact>
            <Fact label={text('attendance.unmatched')}>{people.unmatched}</Fact>
          </Facts>
          <Curve run={session.documentId} isLive={isLive} />
          <SessionPeople run={session.documentId} isLive={isLive} />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

const Curve = ({ run, isLive }: { run: string; isLive: boolean }) => {
  const text = useText();
  const { data, refetch } = usePresenceCurveQuery(run);
  useLookAgain(refetch, isLive ? LIVE_MS : AT_REST_MS);
  return (
    <Box
      tag="section"
      aria-labelledby="presence-chart"
      background="neutral0"
      borderColor="neutral150"
      hasRadius
      shadow="tableShadow"
      padding={6}
    >
      <Typography tag="h2" id="presence-chart" variant="delta" textColor="neutral800">
        {text('attendance.chart.title')}
      </Typography>
      <Box paddingTop={4} minHeight={CHART_HEIGHT}>
        {data !== undefined && (
          <Suspense fallback={<Loader small>{text('list.loading')}</Loader>}>
            <PresenceChart curve={data} />
          </Suspense>
        )}
      </Box>
    </Box>
  );
};

import { Button, Flex, Loader, Typography } from '@strapi/design-system';

import type { SessionPanel } from '../../../../contracts/session-panel';
import { type SessionKey, useSessionPanelQuery } from '../../api/zoomApi';
import { TextsOf } from '../../translations/TextsOf';
import { useText } from '../../translations/useText';
import { Drift } from './Drift';
import { MeetingActions } from './MeetingActions';
import { MeetingAttendance } from './MeetingAttendance';
import { MeetingRecordings } from './MeetingRecordings';
import { MeetingState } from './MeetingState';
import { NextPublish } from './NextPublish';
import type { OpenDocument } from './openDocument';
import { dueLater } from './polling';
import { SessionTimes } from './SessionTimes';
import { SettleDrift } from './SettleDrift';
import { usePolling } from './usePolling';
import { Warnings } from './Warnings';

type MeetingPanelContentProps = {
  uid: string;
  /** Undefined until the session is first saved. */
  documentId: string | undefined;
  open: OpenDocument;
};

const MeetingPanelContent = (props: MeetingPanelContentProps) => {
  const text = useText();
  return (
    <TextsOf area="panel" fallback={<Loader small>{text('panel.loading')}</Loader>}>
      <SessionOrNone {...props} />
    </TextsOf>
  );
};

const SessionOrNone = ({ uid, documentId, open }: MeetingPanelContentProps) => {
  const text = useText();
  if (documentId === undefined) {
    return <Typography textColor="neutral600">{text('panel.new')}</Typography>;
  }
  return <SavedSession key={documentId} session={{ uid, documentId }} open={open} />;
};

type SavedSessionProps = { session: SessionKey; open: OpenDocument };

const SavedSession = ({ session, open }: SavedSessionProps) => {
  const text = useText();
  const { locale, version } = open;
  const { data, isError, isFetching, refetch, fulfilledTimeStamp } = useSessionPanelQuery(
    { ...session, locale, version },
    { refetchOnMountOrArgChange: true }
  );
  usePolling({ panel: data, readAt: fulfilledTimeStamp, epoch: version, refetch });
  if (data !== undefined) {
    return <Ready {...{ session, open }} panel={data} readAt={fulfilledTimeStamp ?? 0} />;
  }
  if (!isError || isFetching) return <Loader small>{text('panel.loading')}</Loader>;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      <Typography textColor="neutral600">{text('panel.loadFailed')}</Typography>
      <Button variant="tertiary" size="S" onClick={() => void refetch()}>
        {text('common.retry')}
      </Button>
    </Flex>
  );
};

type ReadyProps = SavedSessionProps & { panel: SessionPanel; readAt: number };

const Ready = ({ session, open, panel, readAt }: ReadyProps) => {
  const text = useText();
  const { meeting, warnings } = panel;
  const nextTryAt = dueLater(meeting?.nextTryAt ?? null, readAt);
  // Once it is published, what went wrong says it all.
  const isToldByError = open.isUpToDate && meeting?.syncError != null;
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      <MeetingState {...{ meeting, nextTryAt }} isPublished={open.isPublished} />
      {!isToldByError && (
        <Warnings
          title={text(open.isUpToDate ? 'panel.warnings.published' : 'panel.warnings')}
          warnings={warnings}
          timezone={panel.draft?.timezone ?? null}
        />
      )}
      <SessionTimes panel={panel} />
      {!open.isUpToDate && <NextPublish panel={panel} />}
      {meeting !== null && <Drift meeting={meeting} />}
      {meeting !== null && meeting.drift.length > 0 && panel.canRepair && (
        <SettleDrift session={session} />
      )}
      <MeetingActions {...{ session, panel }} isWaiting={nextTryAt !== null} />
      {meeting !== null && <MeetingAttendance meeting={meeting.documentId} />}
      {meeting !== null && <MeetingRecordings meeting={meeting.documentId} />}
    </Flex>
  );
};

export default MeetingPanelContent;

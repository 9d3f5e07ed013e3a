import type { ReactNode } from 'react';

import { Box, Button, Flex, Grid, Link, Loader, Modal, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';

import type { MeetingDetails } from '../../../../contracts/meeting-desk';
import { useMeetingDetailsQuery } from '../../api/deskApi';
import { useFailureText } from '../../api/useFailureText';
import { DriftLines } from '../../components/DriftLines';
import { MeetingBadge } from '../../components/MeetingBadge';
import { useCopy } from '../../components/useCopy';
import { useWhen, viewerZoneLabel } from '../../components/useWhen';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { Runs } from './Runs';

type DetailsModalProps = { documentId: string | null; onClose: () => void };

/** All that is known of one meeting. */
export const DetailsModal = ({ documentId, onClose }: DetailsModalProps) => (
  <Modal.Root
    open={documentId !== null}
    onOpenChange={(isOpen) => {
      if (!isOpen) onClose();
    }}
  >
    {documentId !== null && <Opened documentId={documentId} />}
  </Modal.Root>
);

const Opened = ({ documentId }: { documentId: string }) => {
  const text = useText();
  const failureText = useFailureText();
  const { data, error } = useMeetingDetailsQuery(documentId, { refetchOnMountOrArgChange: true });
  return (
    <Modal.Content>
      <Modal.Header>
        <Modal.Title>{data?.topic ?? text('meetings.details')}</Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <Box minHeight="20rem">
          {data !== undefined ? (
            <Facts meeting={data} />
          ) : error === undefined ? (
            <Flex justifyContent="center" padding={8}>
              <Loader>{text('meetings.loading')}</Loader>
            </Flex>
          ) : (
            <Typography textColor="danger600">{failureText(error)}</Typography>
          )}
        </Box>
      </Modal.Body>
      <Modal.Footer>
        <Modal.Close>
          <Button variant="tertiary">{text('meetings.close')}</Button>
        </Modal.Close>
        {data?.joinUrl != null && <CopyLink joinUrl={data.joinUrl} />}
      </Modal.Footer>
    </Modal.Content>
  );
};

const CopyLink = ({ joinUrl }: { joinUrl: string }) => {
  const text = useText();
  const copy = useCopy();
  return (
    <Button onClick={() => void copy(joinUrl, text('meetings.copied'))}>
      {text('meetings.copy')}
    </Button>
  );
};

const Facts = ({ meeting }: { meeting: MeetingDetails }) => {
  const text = useText();
  const { locale, formatNumber } = useIntl();
  const when = useWhen();
  const said = useSaid();
  const unknown = text('meetings.detail.unknown');
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <Flex direction="column" alignItems="flex-start" gap={2}>
        <MeetingBadge meeting={meeting} />
        {meeting.syncError !== null && (
          <Typography textColor="danger600" style={{ overflowWrap: 'anywhere' }}>
            {said(meeting.syncError)}
          </Typography>
        )}
      </Flex>
      <Grid.Root gap={4}>
        <Fact name={text('meetings.detail.viewer')} note={viewerZoneLabel(locale)}>
          {when(meeting) ?? unknown}
        </Fact>
        <Fact name={text('meetings.detail.session')} note={meeting.timezone ?? undefined}>
          {when(meeting, meeting.timezone) ?? unknown}
        </Fact>
        <Fact name={text('meetings.detail.host')}>{meeting.host ?? unknown}</Fact>
        <Fact name={text('meetings.detail.zoomId')}>{meeting.zoomId ?? unknown}</Fact>
        <Fact name={text('meetings.detail.registrants')}>{formatNumber(meeting.registrants)}</Fact>
        <Fact name={text('meetings.detail.recordings')}>{formatNumber(meeting.recordings)}</Fact>
      </Grid.Root>
      {meeting.drift.length > 0 && (
        <Part title={text('meetings.detail.drift')}>
          <DriftLines drift={meeting.drift} />
        </Part>
      )}
      <Part title={text('meetings.detail.runs')}>
        <Runs meeting={meeting} />
      </Part>
      {meeting.session !== null && (
        <Link
          tag={NavLink}
          to={`/content-manager/collection-types/${meeting.session.uid}/${meeting.session.documentId}`}
        >
          {text('meetings.openSession')}
        </Link>
      )}
    </Flex>
  );
};

type FactProps = { name: string; note?: string | undefined; children: ReactNode };

const Fact = ({ name, note, children }: FactProps) => (
  <Grid.Item col={6} xs={12} direction="column" alignItems="flex-start">
    <Typography variant="sigma" textColor="neutral600">
      {name}
    </Typography>
    <Typography textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Typography>
    {note !== undefined && (
      <Typography variant="pi" textColor="neutral600">
        {note}
      </Typography>
    )}
  </Grid.Item>
);

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <Flex direction="column" alignItems="stretch" gap={2}>
    <Typography tag="h3" variant="sigma" textColor="neutral600">
      {title}
    </Typography>
    {children}
  </Flex>
);

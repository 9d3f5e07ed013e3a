import { Box, Flex, Switch, Typography } from '@strapi/design-system';
import { useNotification, useRBAC } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

import type { RecordingSummary } from '../../../../contracts/recordings';
import {
  useMeetingRecordingsQuery,
  useReleaseMeetingRecordingMutation,
} from '../../api/sessionRecordsApi';
import { useFailureText } from '../../api/useFailureText';
import { RECORDINGS_READ, RECORDINGS_RELEASE } from '../../permissions';
import { useText } from '../../translations/useText';

/** The recordings of a meeting, each released to front ends or held back. */
export const MeetingRecordings = ({ meeting }: { meeting: string }) => {
  const text = useText();
  const canRead = useRBAC(RECORDINGS_READ).allowedActions.canRead === true;
  const canRelease = useRBAC(RECORDINGS_RELEASE).allowedActions.canRelease === true;
  const { data } = useMeetingRecordingsQuery(meeting, {
    skip: !canRead,
    refetchOnMountOrArgChange: true,
  });
  const recordings = data?.data ?? [];
  if (recordings.length === 0) return null;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography tag="h3" variant="pi" fontWeight="bold">
        {text('panel.recordings')}
      </Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {recordings.map((recording) => (
          <Recording key={recording.documentId} {...{ recording, meeting, canRelease }} />
        ))}
      </Flex>
    </Flex>
  );
};

type RecordingProps = { recording: RecordingSummary; meeting: string; canRelease: boolean };

const Recording = ({ recording, meeting, canRelease }: RecordingProps) => {
  const text = useText();
  const { formatDate } = useIntl();
  const failureText = useFailureText();
  const { toggleNotification } = useNotification();
  const [release, { isLoading }] = useReleaseMeetingRecordingMutation();
  const { documentId, fileType, recordingStart, isReleased } = recording;
  const kind = fileType ?? text('panel.recordings.file');
  const when =
    recordingStart === null
      ? ''
      : formatDate(recordingStart, { dateStyle: 'medium', timeStyle: 'short' });
  const change = async (isWanted: boolean) => {
    try {
      const by = isWanted ? 'release' : 'hold';
      const { warnings } = await release({ documentId, by, meeting }).unwrap();
      const message = warnings.join(' ') || text(`panel.recordings.${by}.done`);
      toggleNotification({ type: warnings.length > 0 ? 'warning' : 'success', message });
    } catch (error) {
      toggleNotification({ type: 'danger', message: failureText(error) });
    }
  };
  return (
    <Box tag="li">
      <Flex justifyContent="space-between" gap={2}>
        <Flex direction="column" alignItems="flex-start">
          <Typography textColor="neutral800">{kind}</Typography>
          <Typography variant="pi" textColor="neutral600">
            {when}
          </Typography>
        </Flex>
        {canRelease ? (
          <Switch
            aria-label={text('panel.recordings.released.named', { kind, when })}
            onLabel={text('panel.recordings.released')}
            offLabel={text('panel.recordings.held')}
            visibleLabels
            checked={isReleased}
            disabled={isLoading}
            onCheckedChange={(isWanted) => void change(isWanted)}
          />
        ) : (
          <Typography variant="pi" textColor="neutral600">
            {text(isReleased ? 'panel.recordings.released' : 'panel.recordings.held')}
          </Typography>
        )}
      </Flex>
    </Box>
  );
};

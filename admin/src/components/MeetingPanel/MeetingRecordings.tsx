import { Flex, Switch, Typography } from '@strapi/design-system';
import { useNotification, useRBAC } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

import type { RecordingSummary } from '../../../../contracts/recordings';
import {
  useMeetingRecordingsQuery,
  useReleaseMeetingRecordingMutation,
} from '../../api/sessionRecordsApi';
import { useFailureText } from '../../api/useFailureText';
import { RECORDINGS_READ, RECORDINGS_RELEASE } from '../../permissions';
import { useSaid } from '../../said/useSaid';
import { TextsOf } from '../../translations/TextsOf';
import { useText } from '../../translations/useText';
import { fileWords } from '../fileWords';

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
      <TextsOf area="recordings">
        <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
          {recordings.map((recording) => (
            <Recording key={recording.documentId} {...{ recording, meeting, canRelease }} />
          ))}
        </Flex>
      </TextsOf>
    </Flex>
  );
};

type RecordingProps = { recording: RecordingSummary; meeting: string; canRelease: boolean };

const Recording = ({ recording, meeting, canRelease }: RecordingProps) => {
  const text = useText();
  const { formatDate } = useIntl();
  const said = useSaid();
  const failureText = useFailureText();
  const { toggleNotification } = useNotification();
  const [release, { isLoading }] = useReleaseMeetingRecordingMutation();
  const { documentId, recordingStart, isReleased } = recording;
  const kind = text(fileWords(recording));
  const when =
    recordingStart === null
      ? ''
      : formatDate(recordingStart, { dateStyle: 'medium', timeStyle: 'short' });
  const change = async (isWanted: boolean) => {
    try {
      const by = isWanted ? 'release' : 'hold';
      const { warnings } = await release({ documentId, by, meeting }).unwrap();
      const message = warnings.map(said).join(' ') || text(`panel.recordings.${by}.done`);
      toggleNotification({ type: warnings.length > 0 ? 'warning' : 'success', message });
    } catch (error) {
      toggleNotification({ type: 'danger', message: failureText(error) });
    }
  };
  return (
    <Flex tag="li" justifyContent="space-between" gap={2}>
      <Flex direction="column" alignItems="flex-start" minWidth={0}>
        <Typography textColor="neutral800">{kind}</Typography>
        <Typography variant="pi" textColor="neutral600">
          {when}
        </Typography>
        <Typography variant="pi" textColor={isReleased ? 'success700' : 'neutral600'}>
          {text(isReleased ? 'panel.recordings.released' : 'panel.recordings.held')}
        </Typography>
      </Flex>
      {canRelease && (
        <Switch
          aria-label={text('panel.recordings.released.named', { kind, when })}
          checked={isReleased}
          disabled={isLoading}
          onCheckedChange={(isWanted) => void change(isWanted)}
        />
      )}
    </Flex>
  );
};

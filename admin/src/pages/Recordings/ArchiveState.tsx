import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

import type { RecordingSummary } from '../../../../contracts/recordings';
import { useChangeRecordingMutation } from '../../api/recordsApi';
import { useFailureText } from '../../api/useFailureText';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { useSize } from '../../components/fileWords';

/** How far the copies of a recording's files are, in one line. */
export const ArchiveSummary = ({ files }: { files: readonly RecordingSummary[] }) => {
  const text = useText();
  const inState = (state: RecordingSummary['archive']['state']) =>
    files.filter(({ archive }) => archive.state === state);
  const failed = inState('failed');
  const running = inState('running');
  if (running.length > 0) return <Progress files={running} />;
  if (failed.length > 0) {
    return (
      <Typography textColor="danger600">
        {text('recordings.archive.failed', { count: failed.length })}
      </Typography>
    );
  }
  if (inState('waiting').length > 0) {
    return <Typography textColor="neutral600">{text('recordings.archive.waiting')}</Typography>;
  }
  const done = inState('done').length;
  return (
    <Typography textColor={done > 0 ? 'neutral800' : 'neutral600'}>
      {done > 0
        ? text('recordings.archive.done', { count: done })
        : text('recordings.archive.none')}
    </Typography>
  );
};

const Progress = ({ files }: { files: readonly RecordingSummary[] }) => {
  const text = useText();
  const { formatNumber } = useIntl();
  const size = useSize();
  const bytes = files.reduce((sum, { archive }) => sum + archive.bytes, 0);
  const whole = files.reduce((sum, { fileSize }) => sum + (fileSize ?? 0), 0);
  const share = whole > 0 ? Math.min(1, bytes / whole) : 0;
  const label = text('recordings.archive.running', {
    share: formatNumber(share, { style: 'percent' }),
    bytes: size(bytes),
  });
  return (
    <Flex direction="column" alignItems="flex-start" gap={1} minWidth="16rem">
      <Box
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        width="100%"
        height="0.6rem"
        background="neutral200"
        hasRadius
        overflow="hidden"
      >
        <Box height="100%" background="primary600" style={{ width: `${share * 100}%` }} />
      </Box>
      <Typography variant="pi" textColor="neutral600">
        {label}
      </Typography>
    </Flex>
  );
};

type ArchiveStateProps = { file: RecordingSummary; canArchive: boolean };

/** How far the copy of one file is, why it is not, and a button to begin (again). */
export const ArchiveState = ({ file, canArchive }: ArchiveStateProps) => {
  const text = useText();
  const said = useSaid();
  const failureText = useFailureText();
  const { toggleNotification } = useNotification();
  const [change, { isLoading }] = useChangeRecordingMutation();
  const { state, error } = file.archive;
  const archive = async (): Promise<void> => {
    try {
      const { warnings } = await change({ recording: file.documentId, by: 'archive' }).unwrap();
      for (const warning of warnings) {
        toggleNotification({ type: 'warning', message: said(warning) });
      }
    } catch (problem) {
      toggleNotification({ type: 'danger', message: failureText(problem) });
    }
  };
  if (state === 'running') return <Progress files={[file]} />;
  const canBegin = canArchive && file.state === 'completed';
  return (
    <Flex direction="column" alignItems="flex-start" gap={1} maxWidth="32rem">
      {state !== 'none' && state !== 'failed' && (
        <Typography textColor="neutral600">
          {text(state === 'done' ? 'recordings.archived' : 'recordings.archive.waiting')}
        </Typography>
      )}
      {error !== null && (
        <Box style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
          <Typography variant="pi" textColor={state === 'failed' ? 'danger600' : 'neutral600'}>
            {said(error)}
          </Typography>
        </Box>
      )}
      {(state === 'none' || state === 'failed') && canBegin && (
        <Button variant="tertiary" size="S" loading={isLoading} onClick={() => void archive()}>
          {text(state === 'failed' ? 'common.retry' : 'recordings.archiveNow')}
        </Button>
      )}
    </Flex>
  );
};

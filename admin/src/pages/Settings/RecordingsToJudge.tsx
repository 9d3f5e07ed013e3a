import { Box } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { RecordingOfPerson } from '../../../../contracts/people';
import { useText } from '../../translations/useText';

/** Higher lists are scrolled: somebody may have been in hundreds of classes. */
const LIST_STYLE = { maxHeight: '24rem', overflowY: 'auto', paddingLeft: '2rem' } as const;

/** The recorded files that are left after an erasure, for an admin to look at. */
export const RecordingsToJudge = ({ files }: { files: readonly RecordingOfPerson[] }) => {
  const text = useText();
  const { formatDate } = useIntl();
  if (files.length === 0) return null;
  return (
    <Box paddingTop={2}>
      <p id="zoom-recordings-to-judge">
        {text('privacy.erased.recordings', { count: files.length })}
      </p>
      <Box
        tag="ul"
        tabIndex={0}
        aria-labelledby="zoom-recordings-to-judge"
        style={{ ...LIST_STYLE, listStyle: 'disc' }}
      >
        {files.map(({ documentId, topic, fileType, recordingStart, file }) => (
          <li key={documentId}>
            {[
              topic ?? text('privacy.erased.noTopic'),
              recordingStart && formatDate(recordingStart, { dateStyle: 'medium' }),
              fileType,
              file && text('privacy.erased.copy', { name: file.name }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </Box>
    </Box>
  );
};

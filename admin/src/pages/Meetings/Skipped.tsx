import { Box, Button } from '@strapi/design-system';

import type { MeetingBulkAnswer } from '../../../../contracts/meeting-desk';
import { Notice } from '../../components/Notice';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';

type SkippedProps = { skipped: MeetingBulkAnswer['skipped']; onClose: () => void };

/** What an action left as it is, and why. */
export const Skipped = ({ skipped, onClose }: SkippedProps) => {
  const text = useText();
  const said = useSaid();
  if (skipped.length === 0) return null;
  return (
    <Notice
      tone="warning"
      title={text('meetings.skipped', { count: skipped.length })}
      actions={
        <Button variant="tertiary" size="S" onClick={onClose}>
          {text('meetings.close')}
        </Button>
      }
    >
      <Box tag="ul">
        {skipped.map(({ documentId, topic, because }) => (
          <li key={documentId}>{`${topic ?? documentId}: ${said(because)}`}</li>
        ))}
      </Box>
    </Notice>
  );
};

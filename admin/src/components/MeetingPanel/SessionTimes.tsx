import { Typography } from '@strapi/design-system';

import type { SessionPanel } from '../../../../contracts/session-panel';
import { useText } from '../../translations/useText';
import { shownTimes } from './plannedTime';
import { SessionTime } from './SessionTime';

/** The meeting's time; the draft's too where publishing would move the meeting. */
export const SessionTimes = ({ panel }: { panel: SessionPanel }) => {
  const text = useText();
  const { now, afterPublishing } = shownTimes(panel);
  return (
    <>
      {now !== null && <SessionTime label={text('panel.time.session')} time={now} />}
      {afterPublishing !== null && (
        <SessionTime label={text('panel.time.draft')} time={afterPublishing} />
      )}
      {now === null && afterPublishing === null && (
        <Typography variant="pi" textColor="neutral600">
          {text('panel.time.none')}
        </Typography>
      )}
    </>
  );
};

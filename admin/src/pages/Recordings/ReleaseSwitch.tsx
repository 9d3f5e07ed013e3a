import { Flex, Switch, Typography } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';

import type { RecordingSummary } from '../../../../contracts/recordings';
import { useChangeRecordingMutation } from '../../api/recordsApi';
import { useFailureText } from '../../api/useFailureText';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';

type ReleaseSwitchProps = {
  files: readonly RecordingSummary[];
  /** What is released, for the switch's name. */
  of: string;
  canRelease: boolean;
  /** All that was recorded together, and not the one file alone. */
  wholeRun: boolean;
};

/** Whether front ends see a recording; for those who may decide it, a switch. */
export const ReleaseSwitch = ({ files, of, canRelease, wholeRun }: ReleaseSwitchProps) => {
  const text = useText();
  const said = useSaid();
  const failureText = useFailureText();
  const { toggleNotification } = useNotification();
  const [change, { isLoading }] = useChangeRecordingMutation();
  const [first] = files;
  const released = files.filter(({ isReleased }) => isReleased).length;
  const isOn = released === files.length;
  const words = isOn
    ? text('recordings.released')
    : text(released === 0 ? 'recordings.held' : 'recordings.partly');
  const set = async (isReleased: boolean): Promise<void> => {
    if (first === undefined) return;
    try {
      const by = isReleased ? 'release' : 'hold';
      const { warnings } = await change({ recording: first.documentId, by, wholeRun }).unwrap();
      toggleNotification({
        type: 'success',
        message: text(isReleased ? 'recordings.releasedNow' : 'recordings.heldNow'),
      });
      for (const warning of warnings) {
        toggleNotification({ type: 'warning', message: said(warning) });
      }
    } catch (error) {
      toggleNotification({ type: 'danger', message: failureText(error) });
    }
  };
  return (
    <Flex gap={2} minWidth="14rem">
      {canRelease && (
        <Switch
          aria-label={text('recordings.releaseOf', { of })}
          checked={isOn}
          disabled={isLoading}
          onCheckedChange={(next) => void set(next)}
        />
      )}
      <Typography textColor={isOn ? 'success700' : 'neutral600'}>{words}</Typography>
    </Flex>
  );
};

import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { Mode } from '../../../../contracts/settings';
import { useStartAfreshMutation, useTakeOverMutation } from '../../api/zoomApi';
import { ConfirmedButton } from '../../components/ConfirmedButton';
import { Notice } from '../../components/Notice';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { useAnnounced } from './useAnnounced';
import { useSettings } from './useSetting';

/** Why nothing reaches Zoom at present, and what can be done; nothing while all is well. */
export const ModeNotice = ({ mode }: { mode: Mode }) => {
  const text = useText();
  const said = useSaid();
  const { formatDate } = useIntl();
  switch (mode.kind) {
    case 'active':
      return null;
    case 'off':
      return (
        <Notice tone="info" title={text('mode.off.title')}>
          {said(mode.because)}
        </Notice>
      );
    case 'paused':
      return (
        <Notice tone="warning" title={text('mode.paused.title')}>
          <p>{said(mode.because)}</p>
          <Typography variant="pi" textColor="neutral600">
            {text('mode.paused.since', {
              since: formatDate(mode.since, { dateStyle: 'medium', timeStyle: 'short' }),
            })}
          </Typography>
        </Notice>
      );
    case 'detached':
      return <DetachedNotice {...mode} />;
    default:
      return mode satisfies never;
  }
};

const DetachedNotice = ({ because, boundTo }: Extract<Mode, { kind: 'detached' }>) => {
  const text = useText();
  const said = useSaid();
  const { canUpdate } = useSettings();
  const [takeOver, taking] = useTakeOverMutation();
  const [startAfresh, starting] = useStartAfreshMutation();
  const announced = useAnnounced();
  return (
    <Notice
      tone="danger"
      title={text('mode.detached.title')}
      actions={
        canUpdate && (
          <>
            <ConfirmedButton
              label={text('mode.detached.takeOver')}
              question={text('mode.detached.takeOver.confirm')}
              isBusy={taking.isLoading}
              onConfirm={() =>
                announced(takeOver(undefined).unwrap(), 'mode.detached.takeOver.done')
              }
            />
            <ConfirmedButton
              label={text('mode.detached.startAfresh')}
              question={text('mode.detached.startAfresh.confirm')}
              variant="tertiary"
              isBusy={starting.isLoading}
              onConfirm={() =>
                announced(startAfresh(undefined).unwrap(), 'mode.detached.startAfresh.done')
              }
            />
          </>
        )
      }
    >
      <p>{said(because)}</p>
      <p>{text('mode.detached.boundTo', { boundTo })}</p>
    </Notice>
  );
};

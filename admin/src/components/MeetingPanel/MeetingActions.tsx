import { Button, Flex } from '@strapi/design-system';
import { ArrowClockwise, Link, Mail } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';

import type { SessionPanel } from '../../../../contracts/session-panel';
import { useFailureText } from '../../api/useFailureText';
import { type SessionKey, useRetrySessionMutation } from '../../api/zoomApi';
import { useText } from '../../translations/useText';
import { useIntl } from 'react-intl';

import { useCopy } from '../useCopy';
import { invitation } from './invitation';
import { StartAsHost } from './StartAsHost';

type MeetingActionsProps = {
  session: SessionKey;
  panel: SessionPanel;
  /** The next try is due later; nobody needs to wait for it. */
  isWaiting: boolean;
};

/** Start it, hand out its link, try again what failed or waits. */
export const MeetingActions = ({ session, panel, isWaiting }: MeetingActionsProps) => {
  const text = useText();
  const intl = useIntl();
  const copy = useCopy();
  const { meeting, canRepair } = panel;
  const isOver = meeting?.state === 'ended' || meeting?.state === 'cancelled';
  const joinUrl = isOver ? null : (meeting?.joinUrl ?? null);
  const canRetry = canRepair && (meeting?.syncState === 'failed' || isWaiting);
  const invite = meeting !== null && joinUrl !== null ? invitation(meeting, { text, intl }) : null;
  const canStart = panel.canStart && !isOver;
  if (joinUrl === null && !canRetry && !canStart) return null;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {canRetry && <RetryButton session={session} />}
      {canStart && <StartAsHost session={session} />}
      {joinUrl !== null && (
        <Button
          variant="secondary"
          startIcon={<Link />}
          onClick={() => void copy(joinUrl, text('panel.copied'))}
        >
          {text('panel.copy')}
        </Button>
      )}
      {invite !== null && (
        <Button
          variant="tertiary"
          startIcon={<Mail />}
          onClick={() => void copy(invite, text('panel.invitation.copied'))}
        >
          {text('panel.invitation.copy')}
        </Button>
      )}
    </Flex>
  );
};

const RetryButton = ({ session }: Pick<MeetingActionsProps, 'session'>) => {
  const text = useText();
  const failureText = useFailureText();
  const { toggleNotification } = useNotification();
  const [retry, { isLoading }] = useRetrySessionMutation();
  const retryNow = async () => {
    try {
      await retry(session).unwrap();
      toggleNotification({ type: 'success', message: text('panel.retried') });
    } catch (error) {
      toggleNotification({ type: 'danger', message: failureText(error) });
    }
  };
  return (
    <Button
      variant="secondary"
      startIcon={<ArrowClockwise />}
      loading={isLoading}
      onClick={() => void retryNow()}
    >
      {text('panel.retry')}
    </Button>
  );
};

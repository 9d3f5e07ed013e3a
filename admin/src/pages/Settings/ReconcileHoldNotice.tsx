import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { HeldChange, ReconcileHold } from '../../../../contracts/settings';
import { useConfirmReconcileMutation, useDismissReconcileMutation } from '../../api/zoomApi';
import { ConfirmedButton } from '../../components/ConfirmedButton';
import { Notice } from '../../components/Notice';
import type { TextKey } from '../../translations/areas';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { useAnnounced } from './useAnnounced';
import { useSettings } from './useSetting';

/** A check that would change too much and waits for a person: what it found, and the two ways on. */
export const ReconcileHoldNotice = ({ hold }: { hold: ReconcileHold }) => {
  const text = useText();
  const said = useSaid();
  const { formatDate } = useIntl();
  const { canUpdate } = useSettings();
  const [confirm, confirming] = useConfirmReconcileMutation();
  const [dismiss, dismissing] = useDismissReconcileMutation();
  const announced = useAnnounced();
  return (
    <Notice
      tone="warning"
      title={text('hold.title')}
      actions={
        canUpdate && (
          <>
            <ConfirmedButton
              label={text('hold.confirm')}
              question={text('hold.confirm.body', {
                cancels: hold.cancels.length,
                creates: hold.creates.length,
              })}
              isBusy={confirming.isLoading}
              onConfirm={() => announced(confirm(undefined).unwrap(), 'hold.confirm.done')}
            />
            <Button
              variant="tertiary"
              size="S"
              loading={dismissing.isLoading}
              onClick={() => void announced(dismiss(undefined).unwrap(), 'hold.dismiss.done')}
            >
              {text('hold.dismiss')}
            </Button>
          </>
        )
      }
    >
      <p>{said(hold.because)}</p>
      <Typography variant="pi" textColor="neutral600">
        {text('hold.heldAt', {
          heldAt: formatDate(hold.heldAt, { dateStyle: 'medium', timeStyle: 'short' }),
        })}
      </Typography>
      <HeldChanges title="hold.cancels" changes={hold.cancels} />
      <HeldChanges title="hold.creates" changes={hold.creates} />
    </Notice>
  );
};

/** How many lines the list shows before it scrolls. */
const SHOWN_WITHOUT_SCROLLING = 7;

const HeldChanges = ({ title, changes }: { title: TextKey; changes: HeldChange[] }) => {
  const text = useText();
  const { formatDate } = useIntl();
  if (changes.length === 0) return null;
  const label = text(title, { count: changes.length });
  return (
    <Box paddingTop={3}>
      <Typography tag="p" variant="pi" fontWeight="bold">
        {label}
      </Typography>
      {/* A scrolling list must be reachable by keyboard. */}
      <Box
        tag="ul"
        aria-label={label}
        tabIndex={changes.length > SHOWN_WITHOUT_SCROLLING ? 0 : undefined}
        maxHeight="18rem"
        overflow="auto"
        paddingRight={2}
      >
        {changes.map(({ sessionDocumentId, topic, startTime }) => (
          <Flex
            tag="li"
            key={sessionDocumentId}
            justifyContent="space-between"
            gap={4}
            paddingTop={1}
          >
            <Typography>{topic}</Typography>
            <Typography variant="pi" textColor="neutral600" style={{ whiteSpace: 'nowrap' }}>
              {startTime === null
                ? text('hold.noTime')
                : formatDate(startTime, { dateStyle: 'medium', timeStyle: 'short' })}
            </Typography>
          </Flex>
        ))}
      </Box>
    </Box>
  );
};

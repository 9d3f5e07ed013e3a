import { Box, Button, Flex, Loader, Modal, Status, Typography } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';
import { styled } from 'styled-components';

import type { EventLogDetail } from '../../../../contracts/event-log';
import { useEventQuery, useReplayEventMutation } from '../../api/recordsApi';
import { useFailureText } from '../../api/useFailureText';
import { useMoment } from '../../components/list/words';
import { Notice } from '../../components/Notice';
import { useCopy } from '../../components/useCopy';
import { useTold } from '../../components/useTold';
import { EVENTS_REPLAY } from '../../permissions';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { EVENT_TONE } from './eventWords';

type EventDialogProps = { id: number | null; onClose: () => void };

/** One event: when, what became of it, and what it said. */
export const EventDialog = ({ id, onClose }: EventDialogProps) => {
  const text = useText();
  return (
    <Modal.Root
      open={id !== null}
      onOpenChange={(isOpen: boolean) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>{text('events.one')}</Modal.Title>
        </Modal.Header>
        {id !== null && <EventBody id={id} />}
      </Modal.Content>
    </Modal.Root>
  );
};

const EventBody = ({ id }: { id: number }) => {
  const text = useText();
  const failureText = useFailureText();
  const { data, error } = useEventQuery(id, { refetchOnMountOrArgChange: true });
  if (data !== undefined) return <OpenEvent event={data} />;
  return (
    <Modal.Body>
      {error === undefined ? (
        <Flex justifyContent="center" minHeight="20rem">
          <Loader>{text('list.loading')}</Loader>
        </Flex>
      ) : (
        <Notice tone="danger">{failureText(error)}</Notice>
      )}
    </Modal.Body>
  );
};

const OpenEvent = ({ event }: { event: EventLogDetail }) => {
  const text = useText();
  const said = useSaid();
  const moment = useMoment();
  const told = useTold();
  const copy = useCopy();
  const { allowedActions } = useRBAC(EVENTS_REPLAY);
  const [replay, { isLoading }] = useReplayEventMutation();
  const payload = event.payload === null ? null : JSON.stringify(event.payload, null, 2);
  const facts = [
    [text('events.happened'), moment(event.eventAt, 'full')],
    [text('events.received'), moment(event.receivedAt, 'full')],
    [text('events.meeting'), event.meetingId ?? '–'],
    [text('events.attempts'), String(event.attempts)],
  ] as const;
  return (
    <>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Flex gap={3} wrap="wrap">
            <Typography tag="h3" variant="delta" textColor="neutral800">
              {event.event}
            </Typography>
            <Status variant={EVENT_TONE[event.state]} size="S">
              {text(`events.state.${event.state}`)}
            </Status>
            {!event.isVerified && (
              <Status variant="danger" size="S">
                {text('events.unverified')}
              </Status>
            )}
          </Flex>
          <Flex tag="dl" gap={6} wrap="wrap">
            {facts.map(([label, value]) => (
              <Box key={label}>
                <Typography tag="dt" variant="pi" textColor="neutral600">
                  {label}
                </Typography>
                <Typography tag="dd" textColor="neutral800" style={{ margin: 0 }}>
                  {value}
                </Typography>
              </Box>
            ))}
          </Flex>
          {event.error !== null && (
            <Notice tone={event.state === 'failed' ? 'danger' : 'info'}>{said(event.error)}</Notice>
          )}
          {payload === null ? (
            <Typography textColor="neutral600">{text('events.noPayload')}</Typography>
          ) : (
            <Payload tabIndex={0} role="region" aria-label={text('events.payload')}>
              {payload}
            </Payload>
          )}
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Modal.Close>
          <Button variant="tertiary">{text('list.close')}</Button>
        </Modal.Close>
        <Flex gap={2}>
          {payload !== null && (
            <Button variant="secondary" onClick={() => void copy(payload)}>
              {text('events.copy')}
            </Button>
          )}
          {allowedActions.canReplay === true && event.replay.kind === 'possible' && (
            <Button
              loading={isLoading}
              onClick={() => void told(() => replay(event.id).unwrap(), text('events.replayed'))}
            >
              {text('events.replay')}
            </Button>
          )}
        </Flex>
      </Modal.Footer>
    </>
  );
};

const Payload = styled.pre`
  max-height: 36vh;
  overflow: auto;
  margin: 0;
  padding: ${({ theme }) => theme.spaces[4]};
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral100};
  color: ${({ theme }) => theme.colors.neutral800};
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  font-size: 1.3rem;
  line-height: 1.5;
  white-space: pre-wrap;
  overflow-wrap: anywhere;

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
  }
`;

import { Box, Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';

import type { MeetingBulkAnswer, MeetingEntry } from '../../../../contracts/meeting-desk';
import { useChangeMeetingsMutation } from '../../api/deskApi';
import { useFailureText } from '../../api/useFailureText';
import { useText } from '../../translations/useText';

/** As many names as can be read at a glance. */
const NAMED = 8;

export type BulkRequest = { by: 'retry' | 'cancel'; meetings: readonly MeetingEntry[] };

type BulkDialogProps = {
  request: BulkRequest | null;
  onClose: () => void;
  onDone: (answer: MeetingBulkAnswer) => void;
};

/** Says what is going to happen to which meetings, and does it. */
export const BulkDialog = ({ request, onClose, onDone }: BulkDialogProps) => (
  <Dialog.Root
    open={request !== null}
    onOpenChange={(isOpen) => {
      if (!isOpen) onClose();
    }}
  >
    {request !== null && <Question {...{ request, onClose, onDone }} />}
  </Dialog.Root>
);

type QuestionProps = BulkDialogProps & { request: BulkRequest };

const Question = ({ request: { by, meetings }, onClose, onDone }: QuestionProps) => {
  const text = useText();
  const failureText = useFailureText();
  const { toggleNotification } = useNotification();
  const [change, { isLoading }] = useChangeMeetingsMutation();
  const count = meetings.length;
  const sessions = meetings.filter(({ session }) => session !== null).length;

  const confirm = async () => {
    try {
      const ids = meetings.map(({ documentId }) => documentId);
      const answer = await change({ by, meetings: ids }).unwrap();
      const done = by === 'retry' ? 'meetings.retried' : 'meetings.cancelled';
      if (answer.done > 0) {
        toggleNotification({ type: 'success', message: text(done, { count: answer.done }) });
      }
      onDone(answer);
    } catch (error) {
      toggleNotification({ type: 'danger', message: failureText(error) });
    }
    onClose();
  };

  return (
    <Dialog.Content>
      <Dialog.Header>
        {text(by === 'retry' ? 'meetings.retry.title' : 'meetings.cancel.title')}
      </Dialog.Header>
      <Dialog.Body>
        <Flex direction="column" alignItems="stretch" gap={3} width="100%">
          <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
            {meetings.slice(0, NAMED).map(({ documentId, topic }) => (
              <Box tag="li" key={documentId} style={{ overflowWrap: 'anywhere' }}>
                <Typography fontWeight="semiBold">{topic ?? text('menu.noTopic')}</Typography>
              </Box>
            ))}
            {count > NAMED && (
              <li>
                <Typography textColor="neutral600">
                  {text('meetings.andMore', { count: count - NAMED })}
                </Typography>
              </li>
            )}
          </Flex>
          {by === 'retry' && <Typography>{text('meetings.retry.body')}</Typography>}
          {by === 'cancel' && sessions > 0 && (
            <Typography>{text('meetings.cancel.sessions', { count: sessions })}</Typography>
          )}
          {by === 'cancel' && count > sessions && (
            <Typography>{text('meetings.cancel.rest', { count: count - sessions })}</Typography>
          )}
        </Flex>
      </Dialog.Body>
      <Dialog.Footer>
        <Dialog.Cancel>
          <Button fullWidth variant="tertiary">
            {text(by === 'cancel' ? 'meetings.keep' : 'meetings.close')}
          </Button>
        </Dialog.Cancel>
        <Button
          fullWidth
          variant={by === 'cancel' ? 'danger-light' : 'default'}
          loading={isLoading}
          onClick={() => void confirm()}
        >
          {text(by === 'retry' ? 'meetings.retry.confirm' : 'meetings.cancel.confirm', { count })}
        </Button>
      </Dialog.Footer>
    </Dialog.Content>
  );
};

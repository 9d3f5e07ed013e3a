import { Menu, SimpleMenu } from '@strapi/design-system';
import { ArrowClockwise, CrossCircle, Information, Link, More, Pencil } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';
import { useNavigate } from 'react-router-dom';

import type { MeetingEntry } from '../../../../contracts/meeting-desk';
import { useLazyMeetingDetailsQuery } from '../../api/deskApi';
import { useFailureText } from '../../api/useFailureText';
import { sessionPath } from '../../components/MeetingTopic';
import { useCopy } from '../../components/useCopy';
import { useText } from '../../translations/useText';

type RowActionsProps = {
  meeting: MeetingEntry;
  canRepair: boolean;
  onDetails: (documentId: string) => void;
  onAct: (by: 'retry' | 'cancel', meeting: MeetingEntry) => void;
};

/** What can be done with one meeting. */
export const RowActions = ({ meeting, canRepair, onDetails, onAct }: RowActionsProps) => {
  const text = useText();
  const navigate = useNavigate();
  const copyLink = useCopyLink();
  const { session, state, documentId } = meeting;
  const isOver = state === 'ended' || state === 'cancelled';
  return (
    <SimpleMenu
      label={<More aria-hidden />}
      aria-label={text('meetings.actionsOf', { topic: meeting.topic ?? text('menu.noTopic') })}
      variant="ghost"
      endIcon={null}
      size="S"
      popoverPlacement="bottom-end"
    >
      <Menu.Item startIcon={<Information />} onSelect={() => onDetails(documentId)}>
        {text('meetings.details')}
      </Menu.Item>
      {session !== null && (
        <Menu.Item startIcon={<Pencil />} onSelect={() => navigate(sessionPath(session))}>
          {text('meetings.openSession')}
        </Menu.Item>
      )}
      {!isOver && (
        <Menu.Item startIcon={<Link />} onSelect={() => void copyLink(documentId)}>
          {text('meetings.copy')}
        </Menu.Item>
      )}
      {canRepair && !isOver && session !== null && (
        <Menu.Item startIcon={<ArrowClockwise />} onSelect={() => onAct('retry', meeting)}>
          {text('meetings.retry')}
        </Menu.Item>
      )}
      {canRepair && !isOver && state !== 'live' && (
        <Menu.Item
          startIcon={<CrossCircle />}
          variant="danger"
          onSelect={() => onAct('cancel', meeting)}
        >
          {text('meetings.cancel')}
        </Menu.Item>
      )}
    </SimpleMenu>
  );
};

/** The link is asked for when it is wanted: lists do not carry it. */
const useCopyLink = () => {
  const text = useText();
  const copy = useCopy();
  const failureText = useFailureText();
  const { toggleNotification } = useNotification();
  const [read] = useLazyMeetingDetailsQuery();
  return async (documentId: string): Promise<void> => {
    try {
      const { joinUrl } = await read(documentId).unwrap();
      if (joinUrl !== null) await copy(joinUrl, text('meetings.copied'));
      else toggleNotification({ type: 'warning', message: text('meetings.noLink') });
    } catch (error) {
      toggleNotification({ type: 'danger', message: failureText(error) });
    }
  };
};

import { type ReactNode, useState } from 'react';

import { Flex, Loader, Modal } from '@strapi/design-system';

import { usePlayerQuery, useTranscriptQuery } from '../../api/recordsApi';
import { useFailureText } from '../../api/useFailureText';
import { Notice } from '../../components/Notice';
import { useText } from '../../translations/useText';
import { PlayerView } from './PlayerView';
import { TranscriptView } from './TranscriptView';

type PlayerDialogProps = {
  /** Null: nothing of it plays, and its words are read. */
  recording: string | null;
  transcript: string | null;
  title: string;
  /** Seconds from the recording's beginning. */
  at?: number;
  /** The button that opens it. */
  children: ReactNode;
};

/** Plays a recording from a second on, with what is said beside it. */
export const PlayerDialog = ({ children, title, ...of }: PlayerDialogProps) => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Modal.Root open={isOpen} onOpenChange={setIsOpen}>
      <Modal.Trigger>{children}</Modal.Trigger>
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>{title}</Modal.Title>
        </Modal.Header>
        <Modal.Body>{isOpen && <PlayerBody {...of} />}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};

const PlayerBody = ({
  recording,
  transcript,
  at: first = 0,
}: Omit<PlayerDialogProps, 'children' | 'title'>) => {
  const text = useText();
  const failureText = useFailureText();
  /** `count` tells a second click on the same passage from none. */
  const [place, setPlace] = useState({ at: first, count: 0 });
  const player = usePlayerQuery(
    { recording: recording ?? '', at: place.at },
    { skip: recording === null }
  );
  const words = useTranscriptQuery(transcript ?? '', { skip: transcript === null });
  const error = player.error ?? words.error;
  if (error !== undefined) return <Notice tone="danger">{failureText(error)}</Notice>;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {player.data !== undefined && (
        <PlayerView player={player.data} place={place} isChanging={player.isFetching} />
      )}
      {(player.isLoading || words.isLoading) && <Loader small>{text('list.loading')}</Loader>}
      {words.data !== undefined && (
        <TranscriptView
          cues={words.data.cues}
          at={place.at}
          onGo={(at) => setPlace(({ count }) => ({ at, count: count + 1 }))}
        />
      )}
    </Flex>
  );
};

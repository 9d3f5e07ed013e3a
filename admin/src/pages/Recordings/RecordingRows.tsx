import { useState } from 'react';

import { Button, Flex, IconButton, Td, Tr, Typography } from '@strapi/design-system';
import { CaretDown, CaretUp, File, Play } from '@strapi/icons';

import type { RecordingRun } from '../../../../contracts/recording-browser';
import type { RecordingSummary } from '../../../../contracts/recordings';
import { useLength, useMoment } from '../../components/list/words';
import { useText } from '../../translations/useText';
import { ArchiveState, ArchiveSummary } from './ArchiveState';
import { fileWords, isPlayable, useSize } from '../../components/fileWords';
import { PlayerDialog } from './PlayerDialog';
import { ReleaseSwitch } from './ReleaseSwitch';

type RecordingRowsProps = { run: RecordingRun; canRelease: boolean };

/** A recording, and its files where somebody wants to see them. */
export const RecordingRows = ({ run, canRelease }: RecordingRowsProps) => {
  const text = useText();
  const moment = useMoment();
  const length = useLength();
  const [isOpen, setIsOpen] = useState(false);
  const topic = run.topic ?? text('list.untitled');
  const media = run.files.find(isPlayable);
  const seconds =
    run.startedAt && run.endedAt ? (Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000 : 0;
  return (
    <>
      <Tr>
        <Td>
          <Flex
            direction="column"
            alignItems="flex-start"
            maxWidth="30rem"
            gap={1}
            style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}
          >
            <Typography textColor="neutral800" fontWeight="semiBold">
              {topic}
            </Typography>
            <Typography variant="pi" textColor="neutral600">
              {run.files.map((file) => text(fileWords(file))).join(' · ')}
            </Typography>
          </Flex>
        </Td>
        <Td>
          <Flex direction="column" alignItems="flex-start" gap={1}>
            <Typography textColor="neutral800">{moment(run.startedAt)}</Typography>
            {seconds > 0 && (
              <Typography variant="pi" textColor="neutral600">
                {length(seconds)}
              </Typography>
            )}
          </Flex>
        </Td>
        <Td>
          <ReleaseSwitch files={run.files} of={topic} canRelease={canRelease} wholeRun />
        </Td>
        <Td>
          <ArchiveSummary files={run.files} />
        </Td>
        <Td>
          <Flex gap={1} justifyContent="flex-end">
            {media !== undefined && (
              <PlayerDialog recording={media.documentId} transcript={run.transcript} title={topic}>
                <IconButton label={text('recordings.playOf', { topic })} variant="ghost">
                  <Play />
                </IconButton>
              </PlayerDialog>
            )}
            {media === undefined && run.transcript !== null && (
              <PlayerDialog recording={null} transcript={run.transcript} title={topic}>
                <IconButton label={text('recordings.transcriptOf', { topic })} variant="ghost">
                  <File />
                </IconButton>
              </PlayerDialog>
            )}
            <IconButton
              label={text(isOpen ? 'recordings.hideFiles' : 'recordings.showFiles', { topic })}
              aria-expanded={isOpen}
              variant="ghost"
              onClick={() => setIsOpen(!isOpen)}
            >
              {isOpen ? <CaretUp /> : <CaretDown />}
            </IconButton>
          </Flex>
        </Td>
      </Tr>
      {isOpen &&
        run.files.map((file) => (
          <FileRow key={file.documentId} file={file} topic={topic} canRelease={canRelease} />
        ))}
    </>
  );
};

type FileRowProps = { file: RecordingSummary; topic: string; canRelease: boolean };

const FileRow = ({ file, topic, canRelease }: FileRowProps) => {
  const text = useText();
  const size = useSize();
  const label = text(fileWords(file));
  return (
    <Tr>
      <Td>
        <Flex paddingLeft={6} gap={2}>
          <Typography textColor="neutral800">{label}</Typography>
        </Flex>
      </Td>
      <Td>
        <Typography textColor="neutral600">
          {file.state === 'completed'
            ? size(file.fileSize ?? 0)
            : text(`recordings.state.${file.state}`)}
        </Typography>
      </Td>
      <Td>
        <ReleaseSwitch
          files={[file]}
          of={`${label}, ${topic}`}
          canRelease={canRelease}
          wholeRun={false}
        />
      </Td>
      <Td>
        <ArchiveState file={file} canArchive={canRelease} />
      </Td>
      <Td>
        {isPlayable(file) && (
          <Flex justifyContent="flex-end">
            <PlayerDialog
              recording={file.documentId}
              transcript={null}
              title={`${label}, ${topic}`}
            >
              <Button variant="ghost" size="S" startIcon={<Play />}>
                {text('recordings.play')}
              </Button>
            </PlayerDialog>
          </Flex>
        )}
      </Td>
    </Tr>
  );
};

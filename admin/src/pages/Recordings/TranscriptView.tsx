import { useEffect, useRef } from 'react';

import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

import type { Cue } from '../../../../contracts/recording-browser';
import { clockOf } from '../../components/list/words';
import { useText } from '../../translations/useText';

type TranscriptViewProps = { cues: readonly Cue[]; at: number; onGo: (at: number) => void };

/** A line that takes one to its second. */
const Line = styled.button<{ $isHere: boolean }>`
  display: flex;
  gap: ${({ theme }) => theme.spaces[3]};
  width: 100%;
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  border: none;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme, $isHere }) => ($isHere ? theme.colors.primary100 : 'transparent')};
  text-align: start;
  cursor: pointer;

  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;

/** The line that is spoken at a second; the last one before it where nobody speaks. */
export const lineAt = (cues: readonly Cue[], at: number): number => {
  const after = cues.findIndex(({ start }) => start > at);
  return Math.max(0, (after === -1 ? cues.length : after) - 1);
};

/** What was said, each line with its time. */
export const TranscriptView = ({ cues, at, onGo }: TranscriptViewProps) => {
  const text = useText();
  const here = useRef<HTMLButtonElement>(null);
  const current = lineAt(cues, at);
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'center' });
  }, [current]);
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography tag="h3" variant="delta" textColor="neutral800">
        {text('recordings.transcript')}
      </Typography>
      <Box
        tag="ol"
        aria-label={text('recordings.transcript')}
        maxHeight="36vh"
        overflow="auto"
        borderColor="neutral150"
        hasRadius
        padding={1}
      >
        {cues.map((cue, index) => (
          <li key={`${cue.start}-${index}`}>
            <Line
              type="button"
              ref={index === current ? here : undefined}
              $isHere={index === current}
              aria-current={index === current ? 'true' : undefined}
              onClick={() => onGo(cue.start)}
            >
              <Typography variant="pi" textColor="primary600" minWidth="5.6rem">
                {clockOf(cue.start)}
              </Typography>
              <Typography textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
                {cue.speaker !== null && (
                  <Typography tag="strong" fontWeight="semiBold" textColor="neutral800">
                    {`${cue.speaker}: `}
                  </Typography>
                )}
                {cue.text}
              </Typography>
            </Line>
          </li>
        ))}
      </Box>
    </Flex>
  );
};

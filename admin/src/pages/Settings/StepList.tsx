import type { ReactNode } from 'react';

import { Box, Flex, Loader, Typography } from '@strapi/design-system';
import { ArrowRight, CheckCircle, CrossCircle, MinusCircle } from '@strapi/icons';

export type StepState = 'ok' | 'failed' | 'skipped' | 'next' | 'running';

const LOOK = {
  ok: { Icon: CheckCircle, colour: 'success600' },
  failed: { Icon: CrossCircle, colour: 'danger600' },
  skipped: { Icon: MinusCircle, colour: 'neutral500' },
  next: { Icon: ArrowRight, colour: 'primary600' },
} as const;

export type StepLine = {
  key: string;
  state: StepState;
  title: string;
  /** How it went, in a word, for those who do not see the mark. */
  stateLabel: string;
  children?: ReactNode;
};

/** What was done one after the other, and how each went. */
export const StepList = ({ steps }: { steps: StepLine[] }) => (
  <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
    {steps.map(({ key, state, title, stateLabel, children }) => (
      <Flex tag="li" key={key} gap={2} alignItems="flex-start">
        <Mark state={state} label={stateLabel} />
        <Box minWidth={0} flex="1" style={{ overflowWrap: 'anywhere' }}>
          <Typography tag="p" fontWeight="semiBold">
            {title}
            <Typography textColor="neutral600">
              {' – '}
              {stateLabel}
            </Typography>
          </Typography>
          {children !== undefined && (
            <Typography tag="div" textColor="neutral600">
              {children}
            </Typography>
          )}
        </Box>
      </Flex>
    ))}
  </Flex>
);

const Mark = ({ state, label }: { state: StepState; label: string }) => {
  if (state === 'running') {
    return (
      <Box width="1.6rem" height="2rem" overflow="hidden" shrink={0}>
        <Loader small>{label}</Loader>
      </Box>
    );
  }
  const { Icon, colour } = LOOK[state];
  return (
    <Flex color={colour} paddingTop="2px" shrink={0}>
      <Icon aria-hidden width="1.6rem" height="1.6rem" fill="currentColor" />
    </Flex>
  );
};

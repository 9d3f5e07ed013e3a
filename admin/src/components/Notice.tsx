import type { ReactNode } from 'react';

import { Box, Flex, Typography } from '@strapi/design-system';
import { CheckCircle, Information, WarningCircle } from '@strapi/icons';

type NoticeTone = 'info' | 'success' | 'warning' | 'danger';

const LOOK = {
  info: { colour: 'primary', Icon: Information },
  success: { colour: 'success', Icon: CheckCircle },
  warning: { colour: 'warning', Icon: WarningCircle },
  danger: { colour: 'danger', Icon: WarningCircle },
} as const;

type NoticeProps = {
  tone: NoticeTone;
  title?: string;
  children?: ReactNode;
  /** Buttons, drawn below the text. */
  actions?: ReactNode;
};

/** A lasting remark on the page. (The design system's Alert can always be closed; this cannot.) */
export const Notice = ({ tone, title, children, actions }: NoticeProps) => {
  const { colour, Icon } = LOOK[tone];
  return (
    <Flex
      alignItems="flex-start"
      background={`${colour}100`}
      borderColor={`${colour}200`}
      hasRadius
      gap={3}
      padding={4}
      role={tone === 'danger' ? 'alert' : 'status'}
    >
      <Flex color={`${colour}600`} paddingTop="2px" shrink={0}>
        <Icon aria-hidden width="1.6rem" height="1.6rem" fill="currentColor" />
      </Flex>
      <Flex direction="column" alignItems="stretch" gap={2} flex="1" minWidth={0}>
        {title !== undefined && (
          <Typography fontWeight="bold" textColor="neutral800">
            {title}
          </Typography>
        )}
        {children !== undefined && (
          <Box style={{ overflowWrap: 'anywhere' }}>
            <Typography tag="div" textColor="neutral800">
              {children}
            </Typography>
          </Box>
        )}
        {actions !== undefined && (
          <Flex gap={2} wrap="wrap" paddingTop={1}>
            {actions}
          </Flex>
        )}
      </Flex>
    </Flex>
  );
};

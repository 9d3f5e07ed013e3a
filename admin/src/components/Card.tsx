import { type ReactNode, useId } from 'react';

import { Box, Flex, Typography } from '@strapi/design-system';

type CardProps = {
  title: string;
  /** What the part is about, in a line. */
  hint?: string;
  /** Drawn beside the title. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A part of a page, as Strapi's own home page draws them. */
export const Card = ({ title, hint, actions, children }: CardProps) => {
  const id = useId();
  return (
    <Box
      tag="section"
      aria-labelledby={id}
      background="neutral0"
      borderColor="neutral150"
      hasRadius
      shadow="tableShadow"
      padding={6}
      width="100%"
      minWidth={0}
    >
      <Flex justifyContent="space-between" alignItems="flex-start" gap={4} wrap="wrap">
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <Typography tag="h2" id={id} variant="delta" textColor="neutral800">
            {title}
          </Typography>
          {hint !== undefined && (
            <Typography variant="pi" textColor="neutral600">
              {hint}
            </Typography>
          )}
        </Flex>
        {actions}
      </Flex>
      <Box paddingTop={4}>{children}</Box>
    </Box>
  );
};

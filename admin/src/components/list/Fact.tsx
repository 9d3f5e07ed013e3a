import type { ReactNode } from 'react';

import { Flex, Typography } from '@strapi/design-system';

/** A number or a word with what it is, as in a row of figures; inside a `dl`. */
export const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <Flex
    direction="column"
    alignItems="flex-start"
    gap={1}
    background="neutral0"
    borderColor="neutral150"
    hasRadius
    padding={4}
    minWidth="12rem"
    flex="1"
  >
    <Typography tag="dt" variant="pi" textColor="neutral600">
      {label}
    </Typography>
    <Typography tag="dd" variant="beta" textColor="neutral800" style={{ margin: 0 }}>
      {children}
    </Typography>
  </Flex>
);

/** A row of figures. */
export const Facts = ({ children }: { children: ReactNode }) => (
  <Flex tag="dl" gap={3} wrap="wrap" alignItems="stretch" width="100%">
    {children}
  </Flex>
);

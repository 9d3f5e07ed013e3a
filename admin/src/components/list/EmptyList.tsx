import type { ReactNode } from 'react';

import { Box, EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';

/** What stands in the place of a list that has nothing, and what can be done about it. */
export const EmptyList = ({ content, action }: { content: string; action?: ReactNode }) => (
  <Box role="status" width="100%">
    <EmptyStateLayout
      content={content}
      hasRadius
      shadow="tableShadow"
      icon={<EmptyDocuments width="16rem" />}
      action={action}
    />
  </Box>
);

import { type ReactNode, useId } from 'react';

import { Flex, Grid, Typography } from '@strapi/design-system';

type SectionProps = { title: string; intro?: ReactNode; children: ReactNode };

/** One card of the settings page: a heading, what it is for, and its fields in a grid. */
export const Section = ({ title, intro, children }: SectionProps) => {
  const headingId = useId();
  return (
    <Flex
      tag="section"
      aria-labelledby={headingId}
      direction="column"
      alignItems="stretch"
      background="neutral0"
      hasRadius
      shadow="filterShadow"
      gap={6}
      padding={{ initial: 4, medium: 6 }}
    >
      <Flex direction="column" alignItems="stretch" gap={1}>
        <Typography id={headingId} variant="delta" tag="h2">
          {title}
        </Typography>
        {intro !== undefined && (
          <Typography tag="p" textColor="neutral600">
            {intro}
          </Typography>
        )}
      </Flex>
      <Grid.Root gap={6}>{children}</Grid.Root>
    </Flex>
  );
};

/** One cell of a section's grid: half of it on a wide screen, or all of it. */
export const Cell = ({ isWide = false, children }: { isWide?: boolean; children: ReactNode }) => (
  <Grid.Item col={isWide ? 12 : 6} s={12} xs={12} direction="column" alignItems="stretch">
    {children}
  </Grid.Item>
);

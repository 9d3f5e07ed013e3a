import { Box, Flex, Typography } from '@strapi/design-system';

import { CopyButton } from '../../components/CopyButton';

type CodeListProps = { title: string; hint?: string; names: readonly string[]; copyLabel: string };

/** Names to enter in Zoom, as they are spelled there, and all of them at once to paste. */
export const CodeList = ({ title, hint, names, copyLabel }: CodeListProps) => (
  <Flex direction="column" alignItems="stretch" gap={3}>
    <Flex justifyContent="space-between" gap={3} wrap="wrap">
      <Box>
        <Typography tag="h3" fontWeight="bold">
          {title}
        </Typography>
        {hint !== undefined && (
          <Typography tag="p" variant="pi" textColor="neutral600">
            {hint}
          </Typography>
        )}
      </Box>
      <CopyButton value={names.join('\n')} label={copyLabel} />
    </Flex>
    <Flex tag="ul" gap={2} wrap="wrap" aria-label={title}>
      {names.map((name) => (
        <Box
          tag="li"
          key={name}
          background="neutral100"
          borderColor="neutral200"
          hasRadius
          paddingLeft={2}
          paddingRight={2}
          paddingTop={1}
          paddingBottom={1}
          style={{ overflowWrap: 'anywhere' }}
        >
          <Typography tag="code" variant="pi">
            {name}
          </Typography>
        </Box>
      ))}
    </Flex>
  </Flex>
);

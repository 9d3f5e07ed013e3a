import { Box, Flex, Typography } from '@strapi/design-system';

import { useFieldWords } from './fieldValues';

type Pair = { label: string; value: string | null };

type FieldChangesProps = {
  title: string;
  timezone: string | null;
  changes: { field: string; left: Pair; right: Pair }[];
};

/** Fields with two values side by side: here and in Zoom, now and after publishing. */
export const FieldChanges = ({ title, timezone, changes }: FieldChangesProps) => {
  const words = useFieldWords(timezone);
  if (changes.length === 0) return null;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography tag="h3" variant="pi" fontWeight="bold">
        {title}
      </Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {changes.map(({ field, left, right }) => (
          <Box
            tag="li"
            key={field}
            borderColor="neutral200"
            hasRadius
            padding={3}
            style={{ overflowWrap: 'anywhere' }}
          >
            <Typography tag="p" variant="pi" fontWeight="semiBold" textColor="neutral800">
              {words.name(field)}
            </Typography>
            <Flex tag="dl" gap={3} paddingTop={1} alignItems="flex-start">
              {[left, right].map(({ label, value }) => (
                <Box key={label} flex="1" minWidth="0">
                  <Typography tag="dt" variant="pi" textColor="neutral600">
                    {label}
                  </Typography>
                  <Typography tag="dd" textColor="neutral800">
                    {words.value(field, value)}
                  </Typography>
                </Box>
              ))}
            </Flex>
          </Box>
        ))}
      </Flex>
    </Flex>
  );
};

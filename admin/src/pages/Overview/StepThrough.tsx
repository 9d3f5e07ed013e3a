import { Flex, IconButton, Typography } from '@strapi/design-system';
import { ChevronLeft, ChevronRight } from '@strapi/icons';

import { useText } from '../../translations/useText';

type StepThroughProps = { page: number; pageCount: number; onPage: (page: number) => void };

/** One page on, one page back: of a short list inside a page, whose address stays as it is. */
export const StepThrough = ({ page, pageCount, onPage }: StepThroughProps) => {
  const text = useText();
  if (pageCount <= 1) return null;
  return (
    <Flex gap={2} justifyContent="flex-end">
      <IconButton
        label={text('overview.page.before')}
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      >
        <ChevronLeft />
      </IconButton>
      <Typography variant="pi" textColor="neutral600" aria-live="polite">
        {text('overview.page', { page, pageCount })}
      </Typography>
      <IconButton
        label={text('overview.page.next')}
        disabled={page >= pageCount}
        onClick={() => onPage(page + 1)}
      >
        <ChevronRight />
      </IconButton>
    </Flex>
  );
};

import { Box } from '@strapi/design-system';
import { Pagination } from '@strapi/strapi/admin';

import type { PageMeta } from '../../../../contracts/page';

/** The way through a list's pages; keeps its place while the list is read. */
export const ListPages = ({ meta }: { meta: PageMeta | undefined }) => (
  <Box minHeight="7.2rem">
    {meta !== undefined && meta.pagination.total > 0 && (
      <Pagination.Root {...meta.pagination} defaultPageSize={20}>
        <Pagination.PageSize />
        <Pagination.Links />
      </Pagination.Root>
    )}
  </Box>
);

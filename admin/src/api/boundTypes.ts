import { adminApi } from '@strapi/strapi/admin';

import type { BoundType } from '../../../contracts/bindings';

/** Apart from the other calls: it is loaded with the Content Manager, they with their pages. */
const boundTypesApi = adminApi.injectEndpoints({
  endpoints: (build) => ({
    zoomBoundTypes: build.query<BoundType[], undefined>({
      query: () => '/zoom/bindings',
      transformResponse: (answer: { data: BoundType[] }) => answer.data,
    }),
  }),
});

/** The content types whose entries are sessions. */
export const useBoundTypesQuery = boundTypesApi.useZoomBoundTypesQuery;

import { adminApi } from '@strapi/strapi/admin';

import type { HostList } from '../../../contracts/hosts';

const hostsApi = adminApi.injectEndpoints({
  endpoints: (build) => ({
    /** Who may host sessions. */
    sessionHosts: build.query<HostList, undefined>({ query: () => '/zoom/hosts' }),
  }),
});

export const { useSessionHostsQuery } = hostsApi;

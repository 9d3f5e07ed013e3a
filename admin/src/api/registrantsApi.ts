import { adminApi } from '@strapi/strapi/admin';

import type { Page } from '../../../contracts/page';
import type {
  RegistrantBody,
  RegistrantEntry,
  RegistrantSearch,
  RegistrationDecision,
  RegistrationSummary,
} from '../../../contracts/registration';
import type { RegistrationMeeting } from '../../../contracts/registration-meetings';

const TAG = 'ZoomRegistrants';

type Answer<Data> = { data: Data };
const inside = <Data>({ data }: Answer<Data>): Data => data;
const rowOf = (documentId: string): string => `/zoom/registrants/${encodeURIComponent(documentId)}`;

/** Who has registered for a meeting. */
const registrantsApi = adminApi.enhanceEndpoints({ addTagTypes: [TAG] }).injectEndpoints({
  endpoints: (build) => ({
    registrationMeetings: build.query<RegistrationMeeting[], { search?: string; meeting?: string }>(
      {
        query: (params) => ({ url: '/zoom/registrants/meetings', config: { params } }),
        transformResponse: inside<RegistrationMeeting[]>,
      }
    ),
    registrants: build.query<Page<RegistrantEntry>, RegistrantSearch>({
      query: (data) => ({ url: '/zoom/registrants/search', method: 'POST', data }),
      providesTags: [TAG],
    }),
    registrationSummary: build.query<RegistrationSummary, string>({
      query: (meeting) => ({ url: '/zoom/registrants/summary', config: { params: { meeting } } }),
      transformResponse: inside<RegistrationSummary>,
      providesTags: [TAG],
    }),
    addRegistrant: build.mutation<unknown, RegistrantBody>({
      query: (data) => ({ url: '/zoom/registrants', method: 'POST', data }),
      invalidatesTags: [TAG],
    }),
    decideRegistrant: build.mutation<
      unknown,
      { documentId: string; decision: RegistrationDecision }
    >({
      query: ({ documentId, decision }) => ({
        url: `${rowOf(documentId)}/${decision}`,
        method: 'POST',
      }),
      invalidatesTags: [TAG],
    }),
    removeRegistrant: build.mutation<unknown, string>({
      query: (documentId) => ({ url: rowOf(documentId), method: 'DELETE' }),
      invalidatesTags: [TAG],
    }),
  }),
});

export const {
  useRegistrationMeetingsQuery,
  useRegistrantsQuery,
  useRegistrationSummaryQuery,
  useAddRegistrantMutation,
  useDecideRegistrantMutation,
  useRemoveRegistrantMutation,
} = registrantsApi;

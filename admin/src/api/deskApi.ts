import { adminApi } from '@strapi/strapi/admin';

import type { ExistingEntries, SchedulingExisting } from '../../../contracts/bindings';
import type { AttentionKind } from '../../../contracts/choices';
import type {
  AttentionEntry,
  MeetingBulkAnswer,
  MeetingChoices,
  MeetingDetails,
  MeetingEntry,
  MeetingsInSpan,
  Overview,
  SessionStates,
} from '../../../contracts/meeting-desk';
import type { Page } from '../../../contracts/page';
import type { MeetingListParams } from './meetingListParams';
import type { SessionKey } from './zoomApi';

const TAG = 'ZoomMeetings';

type PageParams = { page: number; pageSize: number };
type Answer<Data> = { data: Data };
const inside = <Data>({ data }: Answer<Data>): Data => data;

/** Meetings of all sessions: the pages of the main menu, the widgets, the column of lists. */
const deskApi = adminApi.enhanceEndpoints({ addTagTypes: [TAG] }).injectEndpoints({
  endpoints: (build) => ({
    overview: build.query<Overview, undefined>({
      query: () => '/zoom/overview',
      transformResponse: inside<Overview>,
      providesTags: [TAG],
    }),
    meetingsInSpan: build.query<MeetingsInSpan, { from: string; to: string }>({
      query: (params) => ({ url: '/zoom/overview/meetings', config: { params } }),
      transformResponse: inside<MeetingsInSpan>,
      providesTags: [TAG],
    }),
    attention: build.query<Page<AttentionEntry>, PageParams & { kind: AttentionKind }>({
      query: (params) => ({ url: '/zoom/overview/attention', config: { params } }),
      providesTags: [TAG],
    }),
    meetings: build.query<Page<MeetingEntry>, MeetingListParams>({
      query: (params) => ({ url: '/zoom/meetings', config: { params } }),
      providesTags: [TAG],
    }),
    meetingChoices: build.query<MeetingChoices, undefined>({
      query: () => '/zoom/meetings/choices',
      transformResponse: inside<MeetingChoices>,
    }),
    meetingDetails: build.query<MeetingDetails, string>({
      query: (documentId) => `/zoom/meetings/${documentId}`,
      transformResponse: inside<MeetingDetails>,
      providesTags: [TAG],
    }),
    changeMeetings: build.mutation<
      MeetingBulkAnswer,
      { by: 'retry' | 'cancel'; meetings: string[] }
    >({
      query: ({ by, meetings }) => ({
        url: `/zoom/meetings/${by}`,
        method: 'POST',
        data: { meetings },
      }),
      transformResponse: inside<MeetingBulkAnswer>,
      invalidatesTags: [TAG],
    }),
    repairSession: build.mutation<
      unknown,
      { session: SessionKey; by: 'retry' | 'keep-cms' | 'take-zoom' }
    >({
      query: ({ session, by }) => ({
        url: `/zoom/sessions/${encodeURIComponent(session.uid)}/${session.documentId}/${by}`,
        method: 'POST',
      }),
      invalidatesTags: [TAG],
    }),
    sweep: build.mutation<unknown, undefined>({
      query: () => ({ url: '/zoom/drift/sweep', method: 'POST' }),
      invalidatesTags: [TAG],
    }),
    ignoreInZoom: build.mutation<unknown, string>({
      query: (zoomId) => ({ url: `/zoom/drift/ignore/${zoomId}`, method: 'POST' }),
      invalidatesTags: [TAG],
    }),
    existingEntries: build.query<ExistingEntries, string>({
      query: (uid) => `/zoom/bindings/${encodeURIComponent(uid)}/existing`,
      transformResponse: inside<ExistingEntries>,
      providesTags: [TAG],
    }),
    scheduleExisting: build.mutation<SchedulingExisting, string>({
      query: (uid) => ({
        url: `/zoom/bindings/${encodeURIComponent(uid)}/schedule-existing`,
        method: 'POST',
      }),
      transformResponse: inside<SchedulingExisting>,
      invalidatesTags: [TAG],
    }),
    sessionStates: build.query<SessionStates, { uid: string; ids: string }>({
      query: (params) => ({ url: '/zoom/sessions/states', config: { params } }),
      transformResponse: inside<SessionStates>,
      providesTags: [TAG],
    }),
  }),
});

export const {
  useOverviewQuery,
  useMeetingsInSpanQuery,
  useAttentionQuery,
  useMeetingsQuery,
  useMeetingChoicesQuery,
  useMeetingDetailsQuery,
  useLazyMeetingDetailsQuery,
  useChangeMeetingsMutation,
  useRepairSessionMutation,
  useSweepMutation,
  useIgnoreInZoomMutation,
  useExistingEntriesQuery,
  useScheduleExistingMutation,
  useSessionStatesQuery,
} = deskApi;

import { adminApi } from '@strapi/strapi/admin';

import type { PeopleOrder, ShownPeople } from '../../../contracts/choices';
import type {
  AttendanceSession,
  CoursePeopleFacts,
  CoursePerson,
  PresenceCurve,
  SessionPerson,
} from '../../../contracts/attendance-overview';
import type {
  EventHealth,
  EventLogDetail,
  EventLogEntry,
  SelfTestAnswer,
} from '../../../contracts/event-log';
import type { NoticeEntry } from '../../../contracts/notices';
import type { Page, PageMeta } from '../../../contracts/page';
import type {
  Player,
  RecordingRun,
  TranscriptHits,
  TranscriptText,
} from '../../../contracts/recording-browser';
import type { ArchiveBacklog, RecordingChanged } from '../../../contracts/recordings';

const TAGS = ['ZoomAttendance', 'ZoomRecordings', 'ZoomEvents', 'ZoomNotices'] as const;

type Answer<Data> = { data: Data };
const inside = <Data>({ data }: Answer<Data>): Data => data;

/** What is asked of a list; what is empty is not sent. */
export type ListParams = Record<string, string | number | undefined>;

const get = (url: string) => (params: ListParams) => ({ url, config: { params } });
const pathOf = (id: string): string => encodeURIComponent(id);

/** What Zoom told after the class: the pages of attendance, recordings, events and notices. */
const recordsApi = adminApi.enhanceEndpoints({ addTagTypes: [...TAGS] }).injectEndpoints({
  endpoints: (build) => ({
    attendanceSessions: build.query<Page<AttendanceSession>, ListParams>({
      query: get('/zoom/attendance/sessions'),
      providesTags: ['ZoomAttendance'],
    }),
    attendanceSession: build.query<AttendanceSession, string>({
      query: (id) => `/zoom/attendance/sessions/${pathOf(id)}`,
      transformResponse: inside<AttendanceSession>,
      providesTags: ['ZoomAttendance'],
    }),
    presenceCurve: build.query<PresenceCurve, string>({
      query: (id) => `/zoom/attendance/sessions/${pathOf(id)}/curve`,
      transformResponse: inside<PresenceCurve>,
      providesTags: ['ZoomAttendance'],
    }),
    sessionPeople: build.query<
      Page<SessionPerson>,
      { run: string; page: number; pageSize: number; search?: string; show: ShownPeople }
    >({
      query: ({ run, ...data }) => ({
        url: `/zoom/attendance/sessions/${pathOf(run)}/people`,
        method: 'POST',
        data,
      }),
      providesTags: ['ZoomAttendance'],
    }),
    courses: build.query<string[], string>({
      query: (search) => ({ url: '/zoom/attendance/courses', config: { params: { search } } }),
      transformResponse: inside<string[]>,
    }),
    coursePeople: build.query<
      Page<CoursePerson> & { meta: PageMeta & CoursePeopleFacts },
      {
        page: number;
        pageSize: number;
        order: PeopleOrder;
        course?: string;
        search?: string;
        from?: string;
        to?: string;
        person?: string;
      }
    >({
      query: (data) => ({ url: '/zoom/attendance/people', method: 'POST', data }),
      providesTags: ['ZoomAttendance'],
    }),
    linkPerson: build.mutation<unknown, { row: string; to: string }>({
      query: ({ row, to }) => ({
        url: `/zoom/attendance/${pathOf(row)}/link`,
        method: 'POST',
        data: { to },
      }),
      invalidatesTags: ['ZoomAttendance'],
    }),
    unlinkPerson: build.mutation<unknown, string>({
      query: (row) => ({ url: `/zoom/attendance/${pathOf(row)}/link`, method: 'DELETE' }),
      invalidatesTags: ['ZoomAttendance'],
    }),

    recordingRuns: build.query<Page<RecordingRun>, ListParams>({
      query: get('/zoom/recordings/runs'),
      providesTags: ['ZoomRecordings'],
    }),
    changeRecording: build.mutation<
      RecordingChanged,
      { recording: string; by: 'release' | 'hold' | 'archive'; wholeRun?: boolean }
    >({
      query: ({ recording, by, wholeRun = false }) => ({
        url: `/zoom/recordings/${pathOf(recording)}/${by}`,
        method: 'POST',
        data: by === 'archive' ? {} : { wholeRun },
      }),
      invalidatesTags: ['ZoomRecordings'],
    }),
    archiveBacklog: build.query<ArchiveBacklog['data'], undefined>({
      query: () => ({ url: '/zoom/recordings/archive', method: 'POST', data: { dryRun: true } }),
      transformResponse: inside<ArchiveBacklog['data']>,
      providesTags: ['ZoomRecordings'],
    }),
    archiveMissing: build.mutation<unknown, undefined>({
      query: () => ({ url: '/zoom/recordings/archive', method: 'POST', data: {} }),
      invalidatesTags: ['ZoomRecordings'],
    }),
    player: build.query<Player, { recording: string; at: number }>({
      query: ({ recording, at }) => ({
        url: `/zoom/recordings/${pathOf(recording)}/player`,
        config: { params: { at } },
      }),
      transformResponse: inside<Player>,
      // A link that lets in whoever has it is kept no longer than it is shown.
      keepUnusedDataFor: 0,
    }),
    transcriptHits: build.query<TranscriptHits, ListParams>({
      query: get('/zoom/transcripts'),
      providesTags: ['ZoomRecordings'],
    }),
    transcript: build.query<TranscriptText, string>({
      query: (id) => `/zoom/transcripts/${pathOf(id)}`,
      transformResponse: inside<TranscriptText>,
    }),

    events: build.query<Page<EventLogEntry>, ListParams>({
      query: get('/zoom/events'),
      providesTags: ['ZoomEvents'],
    }),
    event: build.query<EventLogDetail, number>({
      query: (id) => `/zoom/events/${id}`,
      transformResponse: inside<EventLogDetail>,
      providesTags: ['ZoomEvents'],
    }),
    eventHealth: build.query<EventHealth, undefined>({
      query: () => '/zoom/events/health',
      transformResponse: inside<EventHealth>,
      providesTags: ['ZoomEvents'],
    }),
    replayEvent: build.mutation<unknown, number>({
      query: (id) => ({ url: `/zoom/events/${id}/replay`, method: 'POST' }),
      invalidatesTags: ['ZoomEvents'],
    }),
    eventSelfTest: build.mutation<SelfTestAnswer, undefined>({
      query: () => ({ url: '/zoom/events/self-test', method: 'POST' }),
      transformResponse: inside<SelfTestAnswer>,
      invalidatesTags: ['ZoomEvents'],
    }),

    notices: build.query<Page<NoticeEntry>, ListParams>({
      query: get('/zoom/notices'),
      providesTags: ['ZoomNotices'],
    }),
    retryNotice: build.mutation<unknown, number>({
      query: (id) => ({ url: `/zoom/notices/${id}/retry`, method: 'POST' }),
      invalidatesTags: ['ZoomNotices'],
    }),
  }),
});

export const {
  useAttendanceSessionsQuery,
  useAttendanceSessionQuery,
  usePresenceCurveQuery,
  useSessionPeopleQuery,
  useCoursesQuery,
  useCoursePeopleQuery,
  useLinkPersonMutation,
  useUnlinkPersonMutation,
  useRecordingRunsQuery,
  useChangeRecordingMutation,
  useArchiveBacklogQuery,
  useArchiveMissingMutation,
  usePlayerQuery,
  useTranscriptHitsQuery,
  useTranscriptQuery,
  useEventsQuery,
  useEventQuery,
  useEventHealthQuery,
  useReplayEventMutation,
  useEventSelfTestMutation,
  useNoticesQuery,
  useRetryNoticeMutation,
} = recordsApi;

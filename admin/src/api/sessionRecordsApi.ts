import { adminApi } from '@strapi/strapi/admin';

import type { AttendanceRun } from '../../../contracts/attendance';
import type { Page } from '../../../contracts/page';
import type { RecordingChanged, RecordingList } from '../../../contracts/recordings';

const TAG = 'ZoomSessionRecords';

/** What came of one meeting: shown beside its session. */
const sessionRecordsApi = adminApi.enhanceEndpoints({ addTagTypes: [TAG] }).injectEndpoints({
  endpoints: (build) => ({
    meetingRecordings: build.query<RecordingList, string>({
      query: (meeting) => ({ url: '/zoom/recordings', config: { params: { meeting } } }),
      providesTags: (_list, _error, meeting) => [{ type: TAG, id: meeting }],
    }),
    releaseMeetingRecording: build.mutation<
      RecordingChanged,
      { documentId: string; by: 'release' | 'hold'; meeting: string }
    >({
      query: ({ documentId, by }) => ({
        url: `/zoom/recordings/${encodeURIComponent(documentId)}/${by}`,
        method: 'POST',
        data: {},
      }),
      invalidatesTags: (_changed, _error, { meeting }) => [{ type: TAG, id: meeting }],
    }),
    meetingRuns: build.query<Page<AttendanceRun>, string>({
      query: (meeting) => ({ url: '/zoom/attendance/instances', config: { params: { meeting } } }),
    }),
  }),
});

export const {
  useMeetingRecordingsQuery,
  useReleaseMeetingRecordingMutation,
  useMeetingRunsQuery,
} = sessionRecordsApi;

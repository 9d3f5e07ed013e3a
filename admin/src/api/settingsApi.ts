import { adminApi } from '@strapi/strapi/admin';

import type {
  ConnectionStepAnswer,
  ConnectionStepName,
  ScopeEntry,
} from '../../../contracts/connection';
import type { DefaultsPreview } from '../../../contracts/defaults';
import type { EventHealth, SelfTestAnswer } from '../../../contracts/event-log';
import type { HostList } from '../../../contracts/hosts';
import type { PersonErased, PersonExport } from '../../../contracts/people';

const SETTINGS_TAG = 'ZoomSettings';
const HEALTH_TAG = 'ZoomEventHealth';

type Data<Answer> = { data: Answer };
const dataOf = <Answer>(answer: Data<Answer>): Answer => answer.data;

/** What the settings ask of the server beside the settings themselves. */
const settingsApi = adminApi
  .enhanceEndpoints({ addTagTypes: [SETTINGS_TAG, HEALTH_TAG] })
  .injectEndpoints({
    endpoints: (build) => ({
      zoomHosts: build.query<HostList, string>({
        query: (search) => ({ url: '/zoom/hosts', config: { params: { search } } }),
        providesTags: [SETTINGS_TAG],
      }),
      zoomScopes: build.query<ScopeEntry[], undefined>({
        query: () => '/zoom/settings/scopes',
        transformResponse: dataOf<ScopeEntry[]>,
        providesTags: [SETTINGS_TAG],
      }),
      zoomTestStep: build.mutation<ConnectionStepAnswer, ConnectionStepName>({
        query: (step) => ({ url: `/zoom/settings/test-connection/${step}`, method: 'POST' }),
        transformResponse: dataOf<ConnectionStepAnswer>,
        // A good test ends a pause.
        invalidatesTags: (answer) => (answer?.step.name === 'host' ? [SETTINGS_TAG] : []),
      }),
      zoomDefaultsPreview: build.query<DefaultsPreview, undefined>({
        query: () => '/zoom/settings/apply-defaults',
        transformResponse: dataOf<DefaultsPreview>,
      }),
      zoomApplyDefaults: build.mutation<unknown, undefined>({
        query: () => ({ url: '/zoom/settings/apply-defaults', method: 'POST' }),
      }),
      zoomWebhookHealth: build.query<EventHealth, undefined>({
        query: () => '/zoom/events/health',
        transformResponse: dataOf<EventHealth>,
        providesTags: [HEALTH_TAG],
      }),
      zoomSelfTest: build.mutation<SelfTestAnswer, undefined>({
        query: () => ({ url: '/zoom/events/self-test', method: 'POST' }),
        transformResponse: dataOf<SelfTestAnswer>,
        invalidatesTags: [HEALTH_TAG],
      }),
      zoomExportPerson: build.mutation<PersonExport, string>({
        query: (email) => ({ url: '/zoom/people/export', method: 'POST', data: { email } }),
        transformResponse: dataOf<PersonExport>,
      }),
      zoomErasePerson: build.mutation<PersonErased, string>({
        query: (email) => ({ url: '/zoom/people/erase', method: 'POST', data: { email } }),
        transformResponse: dataOf<PersonErased>,
      }),
    }),
  });

export const {
  useZoomHostsQuery,
  useZoomScopesQuery,
  useZoomTestStepMutation,
  useZoomDefaultsPreviewQuery,
  useZoomApplyDefaultsMutation,
  useZoomWebhookHealthQuery,
  useZoomSelfTestMutation,
  useZoomExportPersonMutation,
  useZoomErasePersonMutation,
} = settingsApi;

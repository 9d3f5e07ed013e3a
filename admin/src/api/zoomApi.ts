import { adminApi } from '@strapi/strapi/admin';

import type { SessionPanel } from '../../../contracts/session-panel';
import type { SettingsSaved, SettingsUpdate, SettingsView } from '../../../contracts/settings';

export type SessionKey = { uid: string; documentId: string };

/** Which panel: of a session, seen in a locale, as it was when it last changed. */
export type PanelKey = SessionKey & {
  locale: string | null;
  /** Changes whenever a save or a publish may have changed the meeting. */
  version: string;
};

const sessionUrl = ({ uid, documentId }: SessionKey): string =>
  `/zoom/sessions/${encodeURIComponent(uid)}/${encodeURIComponent(documentId)}`;

const SETTINGS_TAG = 'ZoomSettings';
const SESSION_TAG = 'ZoomSession';
/** The Content Manager's own tag of an open entry; it shares `adminApi` [@strapi/content-manager 5.54]. */
const DOCUMENT_TAG = 'Document';
const documentTag = ({ uid, documentId }: SessionKey) => ({
  type: DOCUMENT_TAG as typeof DOCUMENT_TAG,
  id: `${uid}_${documentId}`,
});

const zoomApi = adminApi
  .enhanceEndpoints({ addTagTypes: [SETTINGS_TAG, SESSION_TAG, DOCUMENT_TAG] })
  .injectEndpoints({
    endpoints: (build) => ({
      settings: build.query<SettingsView, undefined>({
        query: () => '/zoom/settings',
        transformResponse: (answer: { data: SettingsView }) => answer.data,
        providesTags: [SETTINGS_TAG],
      }),
      saveSettings: build.mutation<SettingsSaved, SettingsUpdate>({
        query: (data) => ({ url: '/zoom/settings', method: 'PUT', data }),
        // What was saved comes back in the answer: no second request, no moment with old values.
        async onQueryStarted(_update, { dispatch, queryFulfilled }) {
          const saved = await queryFulfilled.catch(() => null);
          if (saved === null) return;
          await dispatch(zoomApi.util.upsertQueryData('settings', undefined, saved.data.data));
        },
      }),
      takeOver: build.mutation<unknown, undefined>({
        query: () => ({ url: '/zoom/installation/take-over', method: 'POST' }),
        invalidatesTags: [SETTINGS_TAG],
      }),
      startAfresh: build.mutation<unknown, undefined>({
        query: () => ({ url: '/zoom/installation/start-afresh', method: 'POST' }),
        invalidatesTags: [SETTINGS_TAG],
      }),
      confirmReconcile: build.mutation<unknown, undefined>({
        query: () => ({ url: '/zoom/reconcile/confirm', method: 'POST' }),
        invalidatesTags: [SETTINGS_TAG],
      }),
      dismissReconcile: build.mutation<unknown, undefined>({
        query: () => ({ url: '/zoom/reconcile/dismiss', method: 'POST' }),
        invalidatesTags: [SETTINGS_TAG],
      }),
      sessionPanel: build.query<SessionPanel, PanelKey>({
        query: (key) => ({
          url: sessionUrl(key),
          config: { params: key.locale === null ? {} : { locale: key.locale } },
        }),
        transformResponse: (answer: { data: SessionPanel }) => answer.data,
        providesTags: [SESSION_TAG],
      }),
      retrySession: build.mutation<unknown, SessionKey>({
        query: (session) => ({ url: `${sessionUrl(session)}/retry`, method: 'POST' }),
        invalidatesTags: [SESSION_TAG],
      }),
      startSession: build.mutation<string, SessionKey>({
        query: (session) => ({ url: `${sessionUrl(session)}/start-link`, method: 'POST' }),
        transformResponse: (answer: { data: { startUrl: string } }) => answer.data.startUrl,
      }),
      settleDrift: build.mutation<unknown, { session: SessionKey; by: 'keep-cms' | 'take-zoom' }>({
        query: ({ session, by }) => ({ url: `${sessionUrl(session)}/${by}`, method: 'POST' }),
        // Taking over writes the session itself: the form that is open must not save the old values.
        invalidatesTags: (_answer, _error, { session, by }) =>
          by === 'take-zoom' ? [SESSION_TAG, documentTag(session)] : [SESSION_TAG],
      }),
    }),
  });

export const {
  useSettingsQuery,
  useSaveSettingsMutation,
  useTakeOverMutation,
  useStartAfreshMutation,
  useConfirmReconcileMutation,
  useDismissReconcileMutation,
  useSessionPanelQuery,
  useRetrySessionMutation,
  useSettleDriftMutation,
  useStartSessionMutation,
} = zoomApi;

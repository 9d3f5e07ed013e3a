import { lazy, Suspense, useMemo } from 'react';

import type { PanelComponentProps } from '@strapi/content-manager/strapi-admin';
import { Loader } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';

import { UID } from '../../../../contracts/identifiers';
import { useBoundTypesQuery } from '../../api/boundTypes';
import { MEETINGS_READ } from '../../permissions';
import { useText } from '../../translations/useText';
import { readOpenDocument } from './openDocument';

const MeetingPanelContent = lazy(() => import('./MeetingPanelContent'));

/**
 * The side panel of a session's edit view, be it a course session or of a type that the app bound:
 * which these are is configured on the server, and asked once. The Content Manager calls it for every type: it
 * stays small, and what it draws is loaded with the first session that is opened.
 */
export const MeetingPanel = ({ model, documentId, document, meta }: PanelComponentProps) => {
  const text = useText();
  const { allowedActions } = useRBAC(MEETINGS_READ);
  const isOwnType = model === UID.courseSession;
  const mayRead = allowedActions.canRead === true;
  const { data: boundTypes } = useBoundTypesQuery(undefined, { skip: isOwnType || !mayRead });
  const isSession = isOwnType || boundTypes?.some(({ uid }) => uid === model) === true;
  // While an entry is cloned there is an id, the original's, and no document.
  const savedId = document === undefined ? undefined : documentId;
  const { locale, version, isUpToDate, isPublished } = readOpenDocument({ document, meta });
  const title = text('panel.title');
  const loading = text('panel.loading');
  // The Content Manager compares what is returned here deeply; the same element ends that at once.
  const content = useMemo(
    () => (
      <Suspense fallback={<Loader small>{loading}</Loader>}>
        <MeetingPanelContent
          uid={model}
          documentId={savedId}
          open={{ locale, version, isUpToDate, isPublished }}
        />
      </Suspense>
    ),
    [loading, model, savedId, locale, version, isUpToDate, isPublished]
  );
  if (!isSession || !mayRead) return null;
  return { title, content };
};

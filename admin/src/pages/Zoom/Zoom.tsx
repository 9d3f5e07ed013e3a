import { Suspense } from 'react';

import { Box } from '@strapi/design-system';
import { BackButton, Layouts, Page, SubNav, useAuth, useIsMobile } from '@strapi/strapi/admin';
import { Navigate, Route, Routes } from 'react-router-dom';

import { isPermitted } from '../../permissions';
import { TextsOf } from '../../translations/TextsOf';
import { useText } from '../../translations/useText';
import { type Section, SECTIONS } from './sections';
import { ZoomMenu } from './ZoomMenu';

/** Zoom in the main menu: the pages that this person may see, and a way between them. */
const ZoomPages = () => {
  const held = useAuth('ZoomPages', ({ permissions }) => permissions);
  const sections = SECTIONS.filter(({ permissions }) => isPermitted(held, permissions));
  const [first] = sections;
  if (first === undefined) return <Page.NoPermissions />;
  return (
    <TextsOf area="menu" fallback={<Page.Loading />}>
      <Routes>
        <Route index element={<Entrance sections={sections} first={first} />} />
        {sections.map((section) => (
          <Route
            key={section.path}
            path={`${section.path}/*`}
            element={<OpenSection sections={sections} open={section} />}
          />
        ))}
        {/* A page that was bookmarked under another role. */}
        <Route path="*" element={<Navigate to={`/plugins/zoom/${first.path}`} replace />} />
      </Routes>
    </TextsOf>
  );
};

type EntranceProps = { sections: readonly Section[]; first: Section };

/** The first page; where there is no room for a navigation beside it, the navigation. */
const Entrance = ({ sections, first }: EntranceProps) => {
  const text = useText();
  const isMobile = useIsMobile();
  if (!isMobile) return <Navigate to={`/plugins/zoom/${first.path}`} replace />;
  return (
    <>
      <Page.Title>{text('plugin.name')}</Page.Title>
      <SubNav.PageWrapper>
        <ZoomMenu sections={sections} isFullPage />
      </SubNav.PageWrapper>
    </>
  );
};

type OpenSectionProps = { sections: readonly Section[]; open: Section };

const OpenSection = ({ sections, open: { Page: OpenPage } }: OpenSectionProps) => (
  <Layouts.Root sideNav={<ZoomMenu sections={sections} />}>
    <Box
      display={{ initial: 'block', medium: 'none' }}
      paddingLeft={{ initial: 4, medium: 6, large: 10 }}
      paddingTop={4}
    >
      <BackButton fallback="/plugins/zoom" />
    </Box>
    <Suspense fallback={<Page.Loading />}>
      <OpenPage />
    </Suspense>
  </Layouts.Root>
);

export default ZoomPages;

import { Page } from '@strapi/strapi/admin';

import { MEETINGS_READ } from '../../permissions';
import { TextsOf } from '../../translations/TextsOf';
import { OverviewPage } from './OverviewPage';

const ProtectedOverview = () => (
  <Page.Protect permissions={MEETINGS_READ}>
    <TextsOf area="overview" fallback={<Page.Loading />}>
      <OverviewPage />
    </TextsOf>
  </Page.Protect>
);

export default ProtectedOverview;

import { Page } from '@strapi/strapi/admin';

import { NOTICES_READ } from '../../permissions';
import { TextsOf } from '../../translations/TextsOf';
import { NoticesPage } from './NoticesPage';

const ProtectedNotices = () => (
  <Page.Protect permissions={NOTICES_READ}>
    <TextsOf area="notices" fallback={<Page.Loading />}>
      <NoticesPage />
    </TextsOf>
  </Page.Protect>
);

export default ProtectedNotices;

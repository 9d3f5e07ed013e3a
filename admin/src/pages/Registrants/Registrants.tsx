import { Page } from '@strapi/strapi/admin';

import { REGISTRANTS_READ } from '../../permissions';
import { TextsOf } from '../../translations/TextsOf';
import { RegistrantsPage } from './RegistrantsPage';

const ProtectedRegistrants = () => (
  <Page.Protect permissions={REGISTRANTS_READ}>
    <TextsOf area="registrants" fallback={<Page.Loading />}>
      <RegistrantsPage />
    </TextsOf>
  </Page.Protect>
);

export default ProtectedRegistrants;

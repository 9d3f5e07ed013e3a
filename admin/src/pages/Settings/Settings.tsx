import { Page } from '@strapi/strapi/admin';

import { SETTINGS_READ } from '../../permissions';
import { TextsOf } from '../../translations/TextsOf';
import { SettingsPage } from './SettingsPage';

const ProtectedSettingsPage = () => (
  <Page.Protect permissions={SETTINGS_READ}>
    <TextsOf area="settings" fallback={<Page.Loading />}>
      <SettingsPage />
    </TextsOf>
  </Page.Protect>
);

export default ProtectedSettingsPage;

import { Page } from '@strapi/strapi/admin';

import { RECORDINGS_READ } from '../../permissions';
import { TextsOf } from '../../translations/TextsOf';
import { RecordingsPage } from './RecordingsPage';

const ProtectedRecordings = () => (
  <Page.Protect permissions={RECORDINGS_READ}>
    <TextsOf area="recordings" fallback={<Page.Loading />}>
      <RecordingsPage />
    </TextsOf>
  </Page.Protect>
);

export default ProtectedRecordings;

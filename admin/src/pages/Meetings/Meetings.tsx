import { Page } from '@strapi/strapi/admin';

import { MEETINGS_READ } from '../../permissions';
import { TextsOf } from '../../translations/TextsOf';
import { MeetingsPage } from './MeetingsPage';

const ProtectedMeetings = () => (
  <Page.Protect permissions={MEETINGS_READ}>
    <TextsOf area="meetings" fallback={<Page.Loading />}>
      <MeetingsPage />
    </TextsOf>
  </Page.Protect>
);

export default ProtectedMeetings;

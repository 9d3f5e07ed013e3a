import { Page } from '@strapi/strapi/admin';

import { EVENTS_READ } from '../../permissions';
import { TextsOf } from '../../translations/TextsOf';
import { EventLogPage } from './EventLogPage';

const ProtectedEventLog = () => (
  <Page.Protect permissions={EVENTS_READ}>
    <TextsOf area="events" fallback={<Page.Loading />}>
      <EventLogPage />
    </TextsOf>
  </Page.Protect>
);

export default ProtectedEventLog;

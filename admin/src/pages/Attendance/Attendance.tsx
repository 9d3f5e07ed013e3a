import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';

import { ATTENDANCE_READ } from '../../permissions';
import { TextsOf } from '../../translations/TextsOf';
import { AttendancePage } from './AttendancePage';
import { SessionPage } from './SessionPage';

const ProtectedAttendance = () => (
  <Page.Protect permissions={ATTENDANCE_READ}>
    <TextsOf area="attendance" fallback={<Page.Loading />}>
      <Routes>
        <Route index element={<AttendancePage />} />
        <Route path=":documentId" element={<SessionPage />} />
      </Routes>
    </TextsOf>
  </Page.Protect>
);

export default ProtectedAttendance;

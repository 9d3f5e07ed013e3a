import { createMeetingEndpoint } from '../meetings/create-meeting-endpoint';
import { deleteMeetingEndpoint } from '../meetings/delete-meeting-endpoint';
import { getInvitationEndpoint } from '../meetings/get-invitation-endpoint';
import { getMeetingEndpoint } from '../meetings/get-meeting-endpoint';
import {
  listMeetingsEndpoint,
  listUpcomingMeetingsEndpoint,
} from '../meetings/list-meetings-endpoint';
import { setMeetingStatusEndpoint } from '../meetings/set-meeting-status-endpoint';
import { updateMeetingEndpoint } from '../meetings/update-meeting-endpoint';
import {
  getPastMeetingEndpoint,
  listPastInstancesEndpoint,
  listPastParticipantsEndpoint,
  listReportParticipantsEndpoint,
} from '../live/past-meeting-endpoints';
import {
  deleteRecordingFileEndpoint,
  deleteRecordingsEndpoint,
  getRecordingsEndpoint,
  getTranscriptEndpoint,
  listUserRecordingsEndpoint,
  recoverRecordingsEndpoint,
} from '../recordings/recording-endpoints';
import {
  addRegistrantEndpoint,
  addRegistrantsEndpoint,
  deleteRegistrantEndpoint,
  listRegistrantsEndpoint,
  setRegistrantStatusEndpoint,
} from '../registrants/registrant-endpoints';
import {
  getOwnZakEndpoint,
  getUserEndpoint,
  getUserSettingsEndpoint,
  getUserTokenEndpoint,
  listUsersEndpoint,
} from '../users/user-endpoints';
import type { EndpointHandlers } from './endpoint-handler';

export const endpointHandlers: EndpointHandlers = {
  createMeeting: createMeetingEndpoint,
  listMeetings: listMeetingsEndpoint,
  listUpcomingMeetings: listUpcomingMeetingsEndpoint,
  getMeeting: getMeetingEndpoint,
  updateMeeting: updateMeetingEndpoint,
  deleteMeeting: deleteMeetingEndpoint,
  setMeetingStatus: setMeetingStatusEndpoint,
  getInvitation: getInvitationEndpoint,
  listRegistrants: listRegistrantsEndpoint,
  addRegistrant: addRegistrantEndpoint,
  addRegistrants: addRegistrantsEndpoint,
  setRegistrantStatus: setRegistrantStatusEndpoint,
  deleteRegistrant: deleteRegistrantEndpoint,
  getPastMeeting: getPastMeetingEndpoint,
  listPastInstances: listPastInstancesEndpoint,
  listPastParticipants: listPastParticipantsEndpoint,
  listReportParticipants: listReportParticipantsEndpoint,
  getRecordings: getRecordingsEndpoint,
  listUserRecordings: listUserRecordingsEndpoint,
  deleteRecordings: deleteRecordingsEndpoint,
  deleteRecordingFile: deleteRecordingFileEndpoint,
  recoverRecordings: recoverRecordingsEndpoint,
  getTranscript: getTranscriptEndpoint,
  listUsers: listUsersEndpoint,
  getUser: getUserEndpoint,
  getUserSettings: getUserSettingsEndpoint,
  getUserToken: getUserTokenEndpoint,
  getOwnZak: getOwnZakEndpoint,
};

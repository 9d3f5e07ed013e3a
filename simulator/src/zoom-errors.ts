import { ZoomError, type FieldError } from './zoom-error';

/** Zoom's refusals by name. Codes and texts: developers.zoom.us/docs/api/errors and the OpenAPI documents. */
export const zoomErrors = {
  invalidToken: () => refuse(401, 124, 'Invalid access token.'),
  expiredToken: () => refuse(401, 124, 'Access token is expired.'),
  missingScopes: (scopes: string[]) =>
    refuse(400, 4711, `Invalid access token, does not contain scopes:[${scopes.join(', ')}].`),
  validation: (fields: FieldError[]) =>
    new ZoomError({ status: 400, code: 300, message: 'Validation Failed.', fields }),
  invalidField: (field: string) => zoomErrors.validation([{ field, message: 'Invalid field.' }]),
  missingField: (field: string) => zoomErrors.validation([{ field, message: 'Missing field.' }]),
  bodyNotAnObject: () => refuse(400, 300, 'Request Body should be a valid JSON object.'),
  invalidPageToken: () => refuse(400, 300, 'The next page token is invalid or expired.'),
  scheduleForUnknown: () =>
    refuse(
      400,
      300,
      'The value that you entered in the schedule_for field is invalid. Enter a valid value and try again.'
    ),
  scheduleForInstant: () =>
    refuse(400, 3000, 'Instant meetings do not support the schedule_for parameter.'),
  cannotScheduleFor: (user: string) =>
    refuse(400, 3000, `You cannot schedule a meeting for ${user}.`),
  cannotHost: () =>
    refuse(
      400,
      3161,
      'Your user account is not allowed meeting hosting and scheduling capabilities.'
    ),
  userDoesNotExist: (user: string) => refuse(404, 1001, `User does not exist: ${user}.`),
  meetingDoesNotExist: (id: string) => refuse(404, 3001, `Meeting does not exist: ${id}.`),
  /** "Add a meeting registrant" documents 1001 where everything else says 3001. */
  noMeetingToRegister: (id: string) => refuse(404, 1001, `Meeting does not exist: ${id}.`),
  registrationNotEnabled: (id: number) =>
    refuse(400, 404, `Registration has not been enabled for this meeting: ${id}.`),
  batchForScheduledOnly: () =>
    refuse(
      400,
      303,
      'This API can only be used for scheduled meeting(meeting type: 2). Batch registration is not supported for other meeting types.'
    ),
  registrationOver: () =>
    refuse(
      400,
      3038,
      'Meeting is over, you can not register now. If you have any questions, please contact the Meeting host.'
    ),
  meetingFull: () => refuse(400, 3043, 'Meeting has reached maximum attendee capacity.'),
  /** Not in the document of 2026; seen on the wire in 2026 by apps that register a host. */
  hostCannotRegister: () => refuse(400, 3027, 'Host can not register'),
  invalidRegistrant: () =>
    refuse(
      400,
      300,
      'The value that you entered for the Registrant ID field is invalid. Enter a valid value and try again.'
    ),
  noRecording: () => refuse(404, 3301, 'There is no recording for this meeting.'),
  alternativeHost: (host: string) => refuse(400, 1114, `Alternative host not allowed: ${host}.`),
  paidOnly: (accountId: string) =>
    refuse(400, 200, `Only available for paid account: ${accountId}.`),
  tokenTypeRetired: () =>
    refuse(400, 300, 'Token is no longer supported. Please use ZAK token instead.'),
  meetingNotRunning: (id: string) => refuse(400, 3000, `Meeting is not in progress: ${id}.`),
  unknownEndpoint: () => refuse(400, 2300, 'This API endpoint is not recognized.'),
  concurrentRequests: () =>
    refuse(
      429,
      429,
      'Too many concurrent requests. A request to disassociate this user has already been made.'
    ),
};

function refuse(status: number, code: number, message: string): ZoomError {
  return new ZoomError({ status, code, message });
}

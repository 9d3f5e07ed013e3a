import attendance from './attendance/schema.json';
import { courseSession } from './course-session';
import meetingInstance from './meeting-instance/schema.json';
import meeting from './meeting/schema.json';
import recording from './recording/schema.json';
import registrant from './registrant/schema.json';
import transcript from './transcript/schema.json';
import zoomConfig from './zoom-config/schema.json';

export const contentTypes = {
  'course-session': { schema: courseSession },
  meeting: { schema: meeting },
  'meeting-instance': { schema: meetingInstance },
  attendance: { schema: attendance },
  recording: { schema: recording },
  transcript: { schema: transcript },
  registrant: { schema: registrant },
  'zoom-config': { schema: zoomConfig },
};

import { errorText } from '../jobs/error-text';
import type { JobLog } from '../jobs/database';
import type { MeetingRow } from '../meetings/meeting-row';
import type { MailAttachment } from './mail';
import type { Notice } from './notice-rows';
import type { Registrant } from './registrant-rows';

/** A meeting as a calendar file for one person; null where there is none to send. */
export type Invitation = (
  meeting: MeetingRow,
  about: { attendee: { name: string | null; email: string }; joinUrl: string | null }
) => Promise<{ text: string; method: 'REQUEST' | 'CANCEL' } | null>;

/** What a registrant's calendar has nothing to do with. */
const WITHOUT = new Set<Notice['kind']>(['recordingAvailable', 'registrationReceived']);

/**
 * The calendar file that goes with a notice, with the registrant's own link where there is one. A
 * notice without its file is better than none: what fails here is told and left away.
 */
export const attachmentFor = async (
  deps: { invitation: Invitation; log: JobLog },
  about: { notice: Notice; meeting: MeetingRow; registrant: Registrant }
): Promise<{ attachments?: MailAttachment[] }> => {
  const { notice, meeting, registrant } = about;
  if (WITHOUT.has(notice.kind)) return {};
  try {
    const name = [registrant.firstName, registrant.lastName].filter(Boolean).join(' ');
    const file = await deps.invitation(meeting, {
      attendee: { name: name || null, email: registrant.email },
      joinUrl: registrant.joinUrl ?? meeting.joinUrl,
    });
    if (file === null) return {};
    return {
      attachments: [
        {
          filename: file.method === 'CANCEL' ? 'cancelled.ics' : 'invitation.ics',
          content: Buffer.from(file.text).toString('base64'),
          encoding: 'base64',
          contentType: `text/calendar; charset=utf-8; method=${file.method}`,
          type: 'text/calendar',
          disposition: 'attachment',
        },
      ],
    };
  } catch (error) {
    deps.log.warn(`zoom: notice ${notice.id} goes without its calendar file: ${errorText(error)}`);
    return {};
  }
};

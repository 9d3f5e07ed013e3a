import type { FieldChange, NextPublish } from '../../../contracts/session-panel';
import type { MeetingFacts } from './meeting-facts';
import { changedFields, meetingFields } from './meeting-request';
import type { FrozenDefaults, PlannedSession } from './session';

const inWords = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

/** What a publish of this draft would send to Zoom, field by field, from what was last sent. */
export const nextPublish = (input: {
  draft: PlannedSession;
  meeting: Pick<
    MeetingFacts,
    'zoomId' | 'deletedAt' | 'missingSince' | 'state' | 'lastSent'
  > | null;
  frozen: FrozenDefaults;
}): NextPublish => {
  const { draft, meeting, frozen } = input;
  if (meeting?.state === 'ended' || meeting?.state === 'live') return { kind: 'nothing' };
  const isInZoom = meeting?.zoomId && !meeting.deletedAt && !meeting.missingSince;
  if (!meeting || !isInZoom) return { kind: 'create' };
  const sent: Readonly<Record<string, unknown>> = meeting.lastSent;
  const fields: FieldChange[] = Object.entries(
    changedFields(meetingFields(draft, frozen), sent)
  ).map(([field, value]) => ({ field, from: inWords(sent[field]), to: inWords(value) }));
  const host = draft.hostEmail;
  const sentHost = meeting.lastSent.host ?? null;
  if (host && sentHost && host.toLowerCase() !== sentHost.toLowerCase()) {
    fields.push({ field: 'host', from: sentHost, to: host });
  }
  return fields.length > 0 ? { kind: 'change', fields } : { kind: 'nothing' };
};

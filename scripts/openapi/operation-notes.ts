/** What a route's schemas cannot say of it. */
export type OperationNotes = {
  summary: string;
  tag: string;
  /** What a role or token is granted; null: the route is open. */
  permission: string | null;
  /** Beside 400, 401, 403 and 500, which Strapi itself answers anywhere. */
  refusals?: readonly number[];
  /** Of a success that is no JSON, or no 200. */
  success?: { statuses?: readonly [number, ...number[]]; mediaType?: string };
  /** The content type whose entries a route of Strapi's own making answers. */
  entries?: 'one' | 'many';
};

export const TAGS = {
  sessions: 'Sessions',
  meetings: 'Meetings',
  joining: 'Joining',
  calendars: 'Calendars',
  registration: 'Registration',
  attendance: 'Attendance',
  recordings: 'Recordings',
  management: 'Meeting management',
  webhooks: 'Webhooks',
};

/** Zoom away or unwilling, and the plugin switched off. */
export const ZOOM = [502, 503];

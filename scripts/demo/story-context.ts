import type { PanelMeeting, StrapiApi } from './strapi-api';
import type { ZoomSide } from './zoom-side';

export type StoryContext = {
  strapiUrl: string;
  api: StrapiApi;
  zoom: ZoomSide;
  /** Rejects when Strapi ends by itself. */
  crashed: Promise<never>;
  sessions: Record<'spanish' | 'algebra' | 'clinic' | 'copy', string | undefined>;
};

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const PATIENCE_MS = 30_000;

export const fromNow = (ms: number): string => new Date(Date.now() + ms).toISOString();
/** Full hours look like a timetable. */
export const hourFromNow = (ms: number): string =>
  new Date(Math.ceil((Date.now() + ms) / HOUR_MS) * HOUR_MS).toISOString();
const short = (iso: string | null | undefined): string =>
  iso ? `${iso.slice(0, 16).replace('T', ' ')} UTC` : 'no time';

export const sessionOf = (context: StoryContext, name: keyof StoryContext['sessions']): string => {
  const documentId = context.sessions[name];
  if (documentId === undefined) throw new Error(`The session ${name} was never made.`);
  return documentId;
};

/** Looks at the session's panel until it says what is expected; fails at once on a `failed` one. */
export const awaitMeeting = async (
  { api, crashed }: StoryContext,
  options: {
    documentId: string;
    until: (meeting: PanelMeeting) => boolean;
    what: string;
    patienceMs?: number;
  }
): Promise<PanelMeeting> => {
  const { documentId, until, what, patienceMs = PATIENCE_MS } = options;
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const meeting = await Promise.race([api.meetingOf(documentId), crashed]);
    if (meeting?.syncState === 'failed') throw new Error(meeting.syncError ?? 'failed');
    if (meeting !== null && until(meeting)) return meeting;
    if (performance.now() > deadline) {
      throw new Error(`Waited in vain for ${what}. Last seen: ${JSON.stringify(meeting)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
};

export const isSynced = (meeting: PanelMeeting): boolean =>
  meeting.syncState === 'synced' && meeting.zoomId !== null;

/** The meeting as Zoom has it. */
export const inZoom = async (
  { api, zoom }: StoryContext,
  zoomId: string | null
): Promise<{ topic: string; startTime: string | null } | null> => {
  if (zoomId === null) return null;
  if (zoom.kind === 'real') return api.managedMeeting(zoomId);
  const meeting = zoom.controls.meeting(zoomId);
  if (meeting === undefined || meeting.deleted_at !== null) return null;
  return { topic: meeting.topic, startTime: meeting.start_time ?? null };
};

export const expectInZoom = async (
  context: StoryContext,
  zoomId: string | null
): Promise<string> => {
  const meeting = await inZoom(context, zoomId);
  if (meeting === null) throw new Error(`Zoom has no meeting ${zoomId}.`);
  return `${zoomId}  ${short(meeting.startTime)}  ${meeting.topic}`;
};

/** Deletes the sessions the demo made and waits until Zoom has none of their meetings any more. */
export const deleteWhatWasMade = async (context: StoryContext): Promise<string[]> => {
  const { api, sessions } = context;
  const made = Object.values(sessions).filter((documentId) => documentId !== undefined);
  const zoomIds = await Promise.all(
    made.map(async (documentId) => (await api.meetingOf(documentId))?.zoomId ?? null)
  );
  await api.saveSettings({ deleteGraceSeconds: 0 });
  for (const documentId of made) await api.deleteSession(documentId);
  const deadline = performance.now() + PATIENCE_MS;
  const left = new Set(zoomIds.filter((zoomId) => zoomId !== null));
  while (left.size > 0 && performance.now() < deadline) {
    for (const zoomId of left) if ((await inZoom(context, zoomId)) === null) left.delete(zoomId);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  if (left.size > 0) throw new Error(`Zoom still has ${[...left].join(', ')}: delete them there.`);
  return [`deleted the ${made.length} sessions again, and their meetings with them`];
};

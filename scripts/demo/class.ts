import { setTimeout as stay } from 'node:timers/promises';

import { done, skipped, type Step, type StepResult } from './steps';
import { readRecords } from './records';
import {
  awaitMeeting,
  deleteWhatWasMade,
  isSynced,
  sessionOf,
  type StoryContext,
} from './story-context';
import type { PanelMeeting } from './strapi-api';

const runMeeting = async (context: StoryContext): Promise<StepResult> => {
  if (context.zoom.kind === 'real')
    return skipped('nobody can start a meeting on a real account by script');
  const { controls } = context.zoom;
  const documentId = sessionOf(context, 'clinic');
  const { zoomId } = await awaitMeeting(context, {
    documentId,
    until: isSynced,
    what: 'a meeting',
  });
  if (zoomId === null) throw new Error('The session has no meeting.');
  controls.startMeeting(zoomId);
  const until = ({ state }: PanelMeeting): boolean => state === 'live';
  await awaitMeeting(context, { documentId, until, what: '"live" in Strapi' });
  controls.joinMeeting(zoomId, { name: 'Lena', email: 'lena@students.example' });
  controls.joinMeeting(zoomId, { name: 'Tomás', email: 'tomas@students.example' });
  controls.startRecording(zoomId);
  // A class of seconds, so that attendance has something to count.
  await stay(4000);
  controls.leaveMeeting(zoomId, { name: 'Lena' });
  await stay(2000);
  controls.stopRecording(zoomId);
  controls.endMeeting(zoomId);
  controls.completeRecording(zoomId);
  controls.completeTranscript(zoomId);
  await controls.webhooksSettled();
  const sent = controls.deliveries();
  const undelivered = sent.filter(({ state }) => state !== 'delivered');
  if (undelivered.length > 0) throw new Error(`Not delivered: ${JSON.stringify(undelivered)}`);
  await awaitMeeting(context, {
    documentId,
    until: ({ state }) => state === 'ended',
    what: '"ended" in Strapi, which comes with the planned end',
    // The planned end is at most a minute away; Strapi asks Zoom itself then.
    patienceMs: 90_000,
  });
  return done(
    'Strapi showed it live, and ended once its planned end had passed',
    `${sent.length} signed webhooks delivered: ${sent.map(({ event }) => event).join(', ')}`
  );
};

/** What happens in Zoom, and what sites read of it. */
export const CLASS: Step<StoryContext>[] = [
  {
    title: 'Run one: the host starts it, people join and leave, it ends',
    meanwhile: 'a class counts as over once its planned end has passed',
    run: (context) => runMeeting(context),
  },
  {
    title: 'Who came, and what was recorded (GET /api/zoom/attendances, recordings, transcripts)',
    meanwhile: 'attendance is folded, the transcript is fetched and read',
    run: (context) => readRecords(context),
  },
  {
    title: 'Read the sessions as a site does (GET /api/zoom/course-sessions?populate=meeting)',
    async run({ api }) {
      const sessions = await api.readSessions();
      return done(
        ...sessions.map(({ title, meeting }) => {
          const link = meeting?.joinUrl ? 'with its join link' : 'no join link';
          return `${title ?? 'untitled'}: ${meeting?.state ?? 'no meeting'}, ${link}`;
        })
      );
    },
  },
  {
    title: 'Look back: did Strapi send Zoom anything odd?',
    async run(context) {
      const { zoom } = context;
      if (zoom.kind === 'real') return done(...(await deleteWhatWasMade(context)));
      const unexpected = zoom.controls.unexpected();
      if (unexpected.length > 0) throw new Error(JSON.stringify(unexpected, null, 2));
      const calls = zoom.controls.calls();
      const writes = calls.filter(
        ({ method, path }) => method !== 'GET' && path !== '/oauth/token'
      );
      return done(`${calls.length} calls, ${writes.length} of them writes, none unexpected`);
    },
  },
];

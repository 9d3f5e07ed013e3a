import { done, type Step } from './steps';
import {
  awaitMeeting,
  DAY_MS,
  expectInZoom,
  fromNow,
  HOUR_MS,
  hourFromNow,
  inZoom,
  isSynced,
  sessionOf,
  type StoryContext,
} from './story-context';
import type { SessionFields } from './strapi-api';

const publishThree: Step<StoryContext> = {
  title: 'Publish three course sessions (Content Manager)',
  async run(context) {
    const { api, zoom, sessions } = context;
    const isReal = zoom.kind === 'real';
    const host = (email: string) => (isReal ? {} : { hostEmail: email });
    const timetable: { name: keyof typeof sessions; fields: SessionFields }[] = [
      {
        name: 'spanish',
        fields: {
          ...{ courseName: 'Spanish for beginners', sessionNumber: 1 },
          ...{ startTime: hourFromNow(DAY_MS), duration: 60, timezone: 'Europe/Zurich' },
        },
      },
      {
        name: 'algebra',
        fields: {
          ...{ courseName: 'Linear algebra', sessionNumber: 4, ...host('amir.haddad@company.com') },
          ...{ startTime: hourFromNow(2 * DAY_MS), duration: 90, timezone: 'Europe/Paris' },
        },
      },
      {
        // Short, and already begun: so that the demo sees its planned end.
        name: 'clinic',
        fields: {
          ...{ courseName: 'Design clinic', sessionNumber: 2, ...host('grace.okafor@company.com') },
          ...{ startTime: fromNow(isReal ? HOUR_MS : -20_000), duration: 1 },
          timezone: 'America/New_York',
        },
      },
    ];
    const took: string[] = [];
    for (const { name, fields } of timetable) {
      const documentId = await api.createSession(fields);
      sessions[name] = documentId;
      const since = performance.now();
      await api.publish(documentId);
      const ms = Math.round(performance.now() - since);
      took.push(`${fields.courseName} ${fields.sessionNumber}: published in ${ms} ms`);
    }
    return done(...took, 'nothing in these answers waited for Zoom');
  },
};

/** What editors do all day. */
export const SESSIONS: Step<StoryContext>[] = [
  publishThree,
  {
    title: 'Their meetings in Zoom',
    async run(context) {
      const lines: string[] = [];
      for (const name of ['spanish', 'algebra', 'clinic'] as const) {
        const documentId = sessionOf(context, name);
        const until = isSynced;
        const meeting = await awaitMeeting(context, { documentId, until, what: 'a meeting' });
        lines.push(await expectInZoom(context, meeting.zoomId));
      }
      return done(...lines);
    },
  },
  {
    title: 'Move one to another day',
    async run(context) {
      const documentId = sessionOf(context, 'spanish');
      const before = await context.api.meetingOf(documentId);
      const startTime = hourFromNow(3 * DAY_MS);
      await context.api.updateSession(documentId, { startTime });
      await context.api.publish(documentId);
      const after = await awaitMeeting(context, {
        documentId,
        until: (meeting) => isSynced(meeting) && meeting.startTime === startTime,
        what: 'the new time',
      });
      if (after.zoomId !== before?.zoomId) throw new Error('The meeting was replaced, not moved.');
      const found = await inZoom(context, after.zoomId);
      if (Date.parse(found?.startTime ?? '') !== Date.parse(startTime)) {
        throw new Error(`Zoom has ${found?.startTime ?? 'no meeting'}, not ${startTime}.`);
      }
      return done(await expectInZoom(context, after.zoomId), 'same meeting, same link');
    },
  },
  {
    title: 'Unpublish one',
    meanwhile: 'Zoom is told after a grace, so that a slip costs nothing (a setting)',
    async run(context) {
      const documentId = sessionOf(context, 'algebra');
      const before = await context.api.meetingOf(documentId);
      await context.api.unpublish(documentId);
      await awaitMeeting(context, {
        documentId,
        until: ({ state, syncState }) => state === 'cancelled' && syncState !== 'pending',
        what: 'the cancellation',
      });
      const zoomId = before?.zoomId ?? null;
      if ((await inZoom(context, zoomId)) !== null) throw new Error(`Zoom still has ${zoomId}.`);
      return done(`${zoomId} is gone from Zoom; publishing again within a week brings it back`);
    },
  },
  {
    title: 'Duplicate one, a week later',
    async run(context) {
      const original = sessionOf(context, 'spanish');
      const before = await context.api.meetingOf(original);
      const startTime = hourFromNow(10 * DAY_MS);
      const copy = await context.api.cloneSession(original, { sessionNumber: 2, startTime });
      context.sessions.copy = copy;
      await context.api.publish(copy);
      const until = isSynced;
      const made = await awaitMeeting(context, { documentId: copy, until, what: 'a meeting' });
      const after = await context.api.meetingOf(original);
      if (made.zoomId === before?.zoomId) throw new Error('Both sessions share one meeting.');
      if (after?.zoomId !== before?.zoomId) throw new Error('The original lost its meeting.');
      return done(
        `copy      ${await expectInZoom(context, made.zoomId)}`,
        `original  ${await expectInZoom(context, after?.zoomId ?? null)}`
      );
    },
  },
];

import type { School } from './school';
import { editorOf, inHours, type Editor } from './sessions';
import { inZoom } from './term-meetings';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const EVENT_UID = 'api::event.event';
const COURSES = '/content-manager/collection-types/api::course.course';

export const HOST = {
  languages: 'maria.keller@company.com',
  sciences: 'amir.haddad@company.com',
  design: 'grace.okafor@company.com',
};

/** Classes begin at full hours. */
export const atFullHour = (hours: number): string =>
  new Date(Math.ceil((Date.now() + hours * HOUR_MS) / HOUR_MS) * HOUR_MS).toISOString();

/** Fills the next days, so that calendar and lists look like those of a school. */
export const fillTimetable = async ({ schedule }: Editor): Promise<void> => {
  const classes = [
    { courseName: 'Linear algebra', sessionNumber: 5, hostEmail: HOST.sciences, hours: 26 },
    { courseName: 'Spanish for beginners', sessionNumber: 5, hostEmail: HOST.languages, hours: 72 },
    { courseName: 'Typography', sessionNumber: 2, hostEmail: HOST.design, hours: 98 },
  ];
  for (const { hours, ...session } of classes) {
    await schedule({ ...session, startTime: atFullHour(hours), duration: 90 });
  }
};

/** A class that began twelve minutes ago and ends in a minute: held, attended, recorded. */
export const holdClass = async (school: School): Promise<{ documentId: string; topic: string }> => {
  const { controls } = school.zoom;
  const documentId = await school.editor.schedule({
    courseName: 'Cell biology',
    sessionNumber: 3,
    startTime: inHours(-0.2),
    duration: 13,
    hostEmail: HOST.sciences,
  });
  const { zoomId, topic } = await inZoom(school, documentId);
  const since = Date.now() - 12 * MINUTE_MS;
  const at = (minutes: number): number => since + minutes * MINUTE_MS;
  controls.startMeeting(zoomId, { at: at(0) });
  controls.startRecording(zoomId, { at: at(0.5) });
  const people = [
    { name: 'Amir Haddad', email: HOST.sciences, from: 0 },
    { name: 'Alice Admin', email: 'alice.admin@company.com', from: 0.2 },
    { name: 'Ben Basic', email: 'ben.basic@company.com', from: 5 },
    { name: 'John Doe', email: 'john.doe@company.com', from: 1 },
    { name: 'iPad of Samir', from: 0.4 },
  ];
  for (const { from, ...person } of people) {
    controls.joinMeeting(zoomId, { ...person, at: at(from) });
  }
  controls.leaveMeeting(zoomId, { name: 'John Doe', at: at(6) });
  controls.stopRecording(zoomId, { at: at(11.5) });
  controls.endMeeting(zoomId, { at: at(12) });
  controls.completeRecording(zoomId, {
    files: [{ type: 'MP4' }, { type: 'M4A' }, { type: 'CHAT' }],
  });
  controls.completeTranscript(zoomId, {
    vtt: [
      'WEBVTT',
      '1\n00:00:01.000 --> 00:00:06.000\nAmir Haddad: Today we look at photosynthesis.',
      '2\n00:00:06.500 --> 00:00:11.000\nAmir Haddad: Where does the oxygen come from?',
      '3\n00:00:11.500 --> 00:00:14.000\nAlice Admin: From the water that is split.',
    ].join('\n\n'),
  });
  return { documentId, topic };
};

export const joinLiveClass = async (school: School): Promise<string> => {
  const { controls } = school.zoom;
  const documentId = await school.editor.schedule({
    courseName: 'Design clinic',
    sessionNumber: 2,
    startTime: inHours(-0.1),
    duration: 120,
    hostEmail: HOST.design,
  });
  const { zoomId } = await inZoom(school, documentId);
  controls.startMeeting(zoomId);
  for (const name of ['Grace Okafor', 'Lena Fischer', 'Yusuf Demir', 'Chloé Martin']) {
    controls.joinMeeting(zoomId, { name });
  }
  return documentId;
};

export const changeInZoom = async (school: School): Promise<string> => {
  const documentId = await school.editor.schedule({
    courseName: 'World history',
    sessionNumber: 7,
    startTime: atFullHour(47),
    duration: 60,
    hostEmail: HOST.languages,
  });
  const { zoomId } = await inZoom(school, documentId);
  school.zoom.controls.changeMeeting(zoomId, { duration: 75, topic: 'History, moved to room B' });
  return documentId;
};

export const publishEvent = async (school: School): Promise<string> => {
  const course = await school.admin.post(COURSES).send({ title: 'Evening classes' });
  if (course.status !== 201) throw new Error(`course: ${course.status} ${course.text}`);
  return editorOf(school.admin, EVENT_UID).schedule({
    title: 'Watercolour for everyone',
    about: 'Paper, two brushes and a glass of water are enough.',
    startsAt: atFullHour(50),
    endsAt: atFullHour(52),
    zone: 'Europe/Lisbon',
    host: HOST.design,
    course: { connect: [{ documentId: course.body.data.documentId }] },
  });
};

/** The last of a term: from now on Zoom refuses every new meeting. */
export const refuseMeeting = async ({ zoom, editor }: School): Promise<string> => {
  zoom.controls.addFault({
    kind: 'status',
    method: 'POST',
    path: '/users/*/meetings',
    status: 400,
    body: { code: 300, message: 'The host has no licence for meetings of this length.' },
    times: 1000,
  });
  return editor.schedule({
    courseName: 'Music theory',
    sessionNumber: 1,
    startTime: atFullHour(74),
    duration: 180,
    hostEmail: HOST.design,
  });
};

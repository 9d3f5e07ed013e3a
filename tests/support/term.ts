import type { School } from './school';
import {
  atFullHour,
  changeInZoom,
  EVENT_UID,
  fillTimetable,
  holdClass,
  HOST,
  joinLiveClass,
  publishEvent,
  refuseMeeting,
} from './term-classes';
import { inZoom, meetingWhere, PATIENCE_MS, type Row } from './term-meetings';
import { waitUntil } from './wait';

/** What the settings say besides the account: these may host, and registrants get mails. */
export const TERM_SETTINGS = {
  hosts: Object.values(HOST),
  registration: { open: true, confirmByEmail: true },
};

/** The sessions of a term, each by its `documentId`. */
export type Term = Record<
  'draft' | 'scheduled' | 'live' | 'ended' | 'failed' | 'drifted' | 'longText' | 'event',
  string
> & {
  /** The meeting that people have registered for. */
  registration: string;
  /** The run of the meeting that has been held. */
  run: string;
};

const register = async ({ admin }: School, meeting: string): Promise<void> => {
  const people = [
    { email: 'lena@students.example', firstName: 'Lena', lastName: 'Fischer' },
    { email: 'yusuf@students.example', firstName: 'Yusuf', lastName: 'Demir' },
  ];
  for (const person of people) {
    const answer = await admin.post('/zoom/registrants').send({ meeting, ...person });
    if (answer.status !== 201) throw new Error(`registrant: ${answer.status} ${answer.text}`);
  }
};

/** Waits for what comes after a class and after a registration; gives the run of the class. */
const awaitRecords = async ({ admin }: School, topic: string): Promise<string> => {
  const rows = async (path: string): Promise<Row[]> => (await admin.get(path)).body.data;
  const options = { timeoutMs: PATIENCE_MS, everyMs: 250 };
  await waitUntil(
    async () => (await rows('/zoom/recordings/runs')).some(({ transcript }) => transcript !== null),
    { ...options, what: 'the transcript' }
  );
  await waitUntil(async () => (await rows('/zoom/notices')).length > 0, {
    ...options,
    what: 'a mail to a registrant',
  });
  const run = await waitUntil(
    async () => {
      const runs = await rows('/zoom/attendance/sessions');
      return runs.find(({ meeting, people }) => meeting.topic === topic && people.came === 5);
    },
    { ...options, what: 'the attendance' }
  );
  return run.documentId;
};

/** Fills a school with a term: sessions in each state, as an installation has them after a while. */
export const playTerm = async (school: School): Promise<Term> => {
  const { editor } = school;
  const held = await holdClass(school);
  const scheduled = await editor.schedule({
    courseName: 'Spanish for beginners',
    sessionNumber: 4,
    startTime: atFullHour(24),
    duration: 60,
    timezone: 'Europe/Madrid',
    hostEmail: HOST.languages,
    agenda: 'Ordering in a restaurant. Please read chapter 4 before.',
  });
  const live = await joinLiveClass(school);
  const drifted = await changeInZoom(school);
  const longText = await editor.schedule({
    courseName:
      'Introduction to the comparative history of European administrative law between the ' +
      'Congress of Vienna and the present day (Donaudampfschifffahrtsgesellschaftsrecht)',
    sessionNumber: 12,
    // At one time with another class of this host.
    startTime: atFullHour(26),
    duration: 120,
    timezone: 'America/Argentina/ComodRivadavia',
    hostEmail: HOST.sciences,
  });
  const draft = await editor.save({
    courseName: 'Creative writing',
    sessionNumber: 1,
    startTime: atFullHour(122),
    duration: 60,
  });
  const event = await publishEvent(school);
  await fillTimetable(editor);
  const registration: string = (await inZoom(school, scheduled)).documentId;
  await register(school, registration);
  await inZoom(school, longText);
  await inZoom(school, event, EVENT_UID);
  await waitUntil(() => school.zoom.meetings().length >= 9, {
    what: 'the meetings of the timetable',
    timeoutMs: PATIENCE_MS,
  });
  const failed = await refuseMeeting(school);
  const shown = (documentId: string, what: string, isWanted: (meeting: Row) => boolean) =>
    meetingWhere(school, { documentId }, { isWanted, what });
  await shown(failed, 'a refused meeting', ({ syncState }) => syncState === 'failed');
  await shown(drifted, 'the change made in Zoom', ({ drift }) => drift.length > 0);
  await shown(live, 'people in the meeting', ({ presentCount }) => presentCount === 4);
  await shown(held.documentId, 'the end of the class', ({ state }) => state === 'ended');
  const run = await awaitRecords(school, held.topic);
  return {
    ...{ draft, scheduled, live, ended: held.documentId, failed, drifted, longText, event },
    ...{ registration, run },
  };
};

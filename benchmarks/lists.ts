import { TABLE, UID } from '../contracts/identifiers';
import { relationTable, tableOf } from '../server/src/jobs/relation-table';
import { openClassroom, type Classroom } from '../tests/support/sessions';
import { median, milliseconds, quantile, ratio } from './statistics';

/**
 * How long the admin panel's lists take with 1,000 rows in each table and with 100,000, over HTTP
 * with the log-in of an admin, on SQLite. Both are measured in one run; the ratio is the result.
 */

const FEW = Number(process.env['FEW'] ?? 1_000);
const MANY = Number(process.env['MANY'] ?? 100_000);
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const HOUR_MS = 3_600_000;
/** Of 100,000 stays; classes of ten. */
const PEOPLE_PER_RUN = 10;
/** SQLite takes so many values in one statement. */
const CHUNK = 500;

type Question = { name: string; ask: (room: Classroom, rows: number) => Promise<unknown> };

const get =
  (path: string) =>
  async ({ admin }: Classroom): Promise<unknown> => {
    const answer = await admin.get(path);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
const post =
  (path: string, body: object) =>
  async ({ admin }: Classroom): Promise<unknown> => {
    const answer = await admin.post(path).send(body);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
const lastPage = (path: string, perRow: number) => (room: Classroom, rows: number) =>
  get(`${path}?pageSize=25&page=${Math.floor((rows * perRow) / 25)}`)(room);

const QUESTIONS: Question[] = [
  { name: 'overview', ask: get('/zoom/overview') },
  { name: 'overview, failed', ask: get('/zoom/overview/attention?kind=failed') },
  { name: 'overview, changed in Zoom', ask: get('/zoom/overview/attention?kind=differs') },
  { name: 'drift report', ask: get('/zoom/drift') },
  { name: 'meetings', ask: get('/zoom/meetings') },
  { name: 'meetings, last page', ask: lastPage('/zoom/meetings', 1) },
  { name: 'meetings, search', ask: get('/zoom/meetings?q=lecture%2099') },
  { name: 'attendance by session', ask: get('/zoom/attendance/sessions') },
  { name: 'attendance, last page', ask: lastPage('/zoom/attendance/sessions', 1) },
  { name: 'attendance, search', ask: get('/zoom/attendance/sessions?search=lecture%2099') },
  { name: 'attendance by person', ask: post('/zoom/attendance/people', {}) },
  {
    name: 'attendance of a person',
    ask: post('/zoom/attendance/people', { person: 'student 7' }),
  },
  { name: 'recordings', ask: get('/zoom/recordings/runs') },
  { name: 'recordings, last page', ask: lastPage('/zoom/recordings/runs', 0.5) },
  { name: 'recordings, held back', ask: get('/zoom/recordings/runs?show=held') },
  { name: 'recordings, search', ask: get('/zoom/recordings/runs?search=lecture%2099') },
];

const documentIdOf = (kind: string, at: number): string => `${kind}${String(at).padStart(22, '0')}`;

/** Rows `from` to `to` of every table; half of the meetings are over, one in a hundred failed. */
const fill = async (room: Classroom, { from, to }: { from: number; to: number }): Promise<void> => {
  const { db } = room.cms.strapi;
  const database = db as never;
  const now = Date.now();
  const numbers = Array.from({ length: to - from }, (_, at) => from + at);
  const insert = async (table: string, rows: object[]): Promise<void> => {
    await db.connection.batchInsert(table, rows, Math.floor(CHUNK / 8));
  };
  const link = async (uid: string, pairs: [number, number][]): Promise<void> => {
    const { table, own, other } = relationTable(database, { uid, attribute: 'meeting' });
    await insert(
      table,
      pairs.map(([row, meeting]) => ({ [own]: row, [other]: meeting }))
    );
  };
  const stamps = { created_at: now, updated_at: now, published_at: now };
  const startOf = (at: number): number => now + (at % 2 === 0 ? -1 : 1) * (at + 2) * HOUR_MS;

  await insert(
    tableOf(database, UID.meeting),
    numbers.map((at) => ({
      ...{ id: at + 1, document_id: documentIdOf('m', at), ...stamps },
      ...{ topic: `Lecture ${at}`, zoom_id: String(90_000_000_000 + at), timezone: 'UTC' },
      ...{ start_time: startOf(at), end_time: startOf(at) + HOUR_MS, duration: 60 },
      state: at % 2 === 0 ? 'ended' : 'scheduled',
      sync_state: at % 100 === 1 ? 'failed' : 'synced',
      host_email: `host${at % 20}@school.example`,
      ...{ session_uid: UID.courseSession, session_document_id: documentIdOf('s', at) },
      drift: at % 100 === 3 ? '[{"field":"topic","cms":"a","zoom":"b"}]' : '[]',
    }))
  );
  await insert(
    tableOf(database, UID.meetingInstance),
    numbers.map((at) => ({
      ...{ id: at + 1, document_id: documentIdOf('r', at), ...stamps, uuid: documentIdOf('u', at) },
      ...{ started_at: now - at * HOUR_MS, ended_at: now - (at - 1) * HOUR_MS },
      participant_count: PEOPLE_PER_RUN,
    }))
  );
  await link(
    UID.meetingInstance,
    numbers.map((at) => [at + 1, at + 1])
  );
  await insert(
    tableOf(database, UID.attendance),
    numbers.map((at) => ({
      ...{ id: at + 1, document_id: documentIdOf('a', at), ...stamps },
      instance_uuid: documentIdOf('u', Math.floor(at / PEOPLE_PER_RUN)),
      participant_key: `p${at}`,
      ...{ name: `Student ${at % 5000}`, email: `student${at % 5000}@school.example` },
      ...{ seconds: 3000, presence: at % 9 === 0 ? 'absent' : 'present' },
      matched_by: at % 11 === 0 ? 'none' : 'registrant',
    }))
  );
  await link(
    UID.attendance,
    numbers.map((at) => [at + 1, Math.floor(at / PEOPLE_PER_RUN) + 1])
  );
  await insert(
    tableOf(database, UID.recording),
    numbers.map((at) => ({
      ...{ id: at + 1, document_id: documentIdOf('f', at), ...stamps, zoom_file_id: `f${at}` },
      instance_uuid: documentIdOf('u', Math.floor(at / 2)),
      ...{ topic: `Lecture ${Math.floor(at / 2)}`, file_type: at % 2 === 0 ? 'MP4' : 'TRANSCRIPT' },
      ...{ recording_start: now - at * HOUR_MS, recording_end: now - at * HOUR_MS + HOUR_MS },
      ...{ state: 'completed', archive_state: 'none', is_released: at % 50 === 0 ? 0 : 1 },
    }))
  );
  await link(
    UID.recording,
    numbers.map((at) => [at + 1, Math.floor(at / 2) + 1])
  );
};

const measure = async (room: Classroom, rows: number): Promise<Map<string, number[]>> => {
  const times = new Map(QUESTIONS.map(({ name }) => [name, [] as number[]]));
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const { name, ask } of QUESTIONS) {
      const startedAt = performance.now();
      await ask(room, rows);
      if (round >= 0) times.get(name)?.push(performance.now() - startedAt);
    }
  }
  return times;
};

const main = async (): Promise<void> => {
  const room = await openClassroom();
  try {
    await room.cms.strapi.db.connection(TABLE.job).delete();
    await fill(room, { from: 0, to: FEW });
    const few = await measure(room, FEW);
    await fill(room, { from: FEW, to: MANY });
    const many = await measure(room, MANY);
    process.stdout.write(`lists with ${FEW} and with ${MANY} rows, ${ROUNDS} times each\n`);
    for (const [name, values] of many) {
      const before = median(few.get(name) ?? []);
      const line = [before, median(values), quantile(values, 0.95)].map(milliseconds).join('  ');
      process.stdout.write(`${name.padEnd(28)}${line} p95  ${ratio(median(values), before)}\n`);
    }
  } finally {
    await room.close();
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});

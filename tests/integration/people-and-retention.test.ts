import { TABLE, UID } from '../../contracts/identifiers';
import type { JobHandler } from '../../server/src/jobs/types';
import { describeOn, type DatabaseKind } from '../support/databases';
import { installMailServer } from '../support/mail-server';
import { openClassroom, type Classroom } from '../support/sessions';
import { waitUntil } from '../support/wait';
import { signed } from '../support/webhooks';

/** Rows and answers as they come. */
type Row = ReturnType<typeof JSON.parse>;

const DAY_MS = 86_400_000;
const EMAIL = 'Ann_B@Students.example';

const KINDS: DatabaseKind[] = ['sqlite', 'postgres', 'mysql'];

describe.each(KINDS)('what is held of people, and for how long, on %s', (kind) => {
  describeOn(kind)('', () => {
    let room: Classroom;
    /** Bound to nothing: the plugin's own service, as another plugin would call it. */
    let retention: JobHandler;

    beforeAll(async () => {
      room = await openClassroom({ boot: { database: kind } });
      installMailServer(room.cms);
      retention = room.cms.strapi.plugin('zoom').service('records').handlers.retention;
    });
    afterAll(() => room.close());

    const db = () => room.cms.strapi.db;
    const events = (where: Row = {}): Promise<Row[]> =>
      db().connection(TABLE.webhookEvent).where(where).orderBy('id');
    const runRetention = () =>
      retention({
        key: 'retention',
        task: 'retention',
        payload: {},
        attempts: 0,
        signal: new AbortController().signal,
        fence: async () => undefined,
      });

    const send = async (event: string, object: Row) => {
      const body = JSON.stringify({
        event,
        event_ts: Date.now(),
        payload: { account_id: room.zoom.credentials.accountId, object },
      });
      const answer = await room.cms.request
        .post('/api/webhooks/zoom')
        .set({
          'content-type': 'application/json',
          ...signed(body, new Date(), room.zoom.credentials.webhookSecret),
        })
        .send(body);
      expect(answer.status).toBe(200);
    };

    const storeOld = async (event: Row) => {
      await db()
        .connection(TABLE.webhookEvent)
        .insert({
          event: 'meeting.participant_joined',
          dedupe_key: `old-${Math.random()}`,
          payload: '{"old":true}',
          secrets: 'sealed',
          verified: true,
          state: 'stored',
          attempts: 1,
          ...event,
        });
    };

    describe('a person', () => {
      let meeting: Row;

      const participant = (changes: Row = {}) => ({
        user_id: '16778240',
        user_name: 'Ann Bee',
        participant_uuid: 'uuid-of-ann',
        participant_user_id: 'user-of-ann',
        email: EMAIL,
        join_time: '2026-03-02T10:00:00Z',
        ...changes,
      });
      const bob = participant({
        user_name: 'Bob',
        email: 'annxb@students.example',
        participant_uuid: 'uuid-of-bob',
        participant_user_id: 'user-of-bob',
      });

      beforeAll(async () => {
        meeting = await db()
          .query(UID.meeting)
          .create({
            data: {
              state: 'ended',
              syncState: 'synced',
              topic: 'Yoga',
              hostEmail: EMAIL.toLowerCase(),
            },
          });
        await db()
          .query(UID.meetingInstance)
          .create({
            data: {
              uuid: 'run-p==',
              sealedAt: new Date(),
              links: [{ from: 'join:7', to: `email:${EMAIL.toLowerCase()}`, name: 'Ann Bee' }],
            },
          });
        const at = { instanceUuid: 'run-p==', seconds: 600, share: 0.5, presence: 'present' };
        await db()
          .query(UID.attendance)
          .create({
            data: {
              ...at,
              participantKey: 'user:user-of-ann',
              identifiers: ['user:user-of-ann', `email:${EMAIL.toLowerCase()}`, 'uuid:uuid-of-ann'],
              name: 'Ann Bee',
              email: EMAIL,
              matchedBy: 'participant-user',
            },
          });
        await db()
          .query(UID.attendance)
          .create({
            data: {
              ...at,
              participantKey: 'user:user-of-bob',
              name: 'Bob',
              email: 'annxb@students.example',
              matchedBy: 'participant-user',
            },
          });
        await db().connection(TABLE.listedParticipant).insert({
          run_key: 'r',
          join_key: 'j',
          name: 'Ann Bee',
          email: EMAIL,
          participant_user_id: 'user-of-ann',
        });
        const object = { id: '81299999999', uuid: 'run-p==', host_id: 'H' };
        await send('meeting.participant_joined', { ...object, participant: participant() });
        await send('meeting.participant_left', {
          ...object,
          participant: participant({ email: '', leave_time: '2026-03-02T10:10:00Z' }),
        });
        await send('meeting.participant_joined', { ...object, participant: bob });
        await send('meeting.registration_created', {
          id: 81299999999,
          uuid: 'run-p==',
          host_id: 'H',
          registrant: {
            id: 'registration-of-ann',
            first_name: 'Ann',
            last_name: 'Bee',
            email: EMAIL.toUpperCase(),
            address: '1 Main Street',
            join_url: 'https://zoom.example/w/1?tk=SECRET',
          },
        });
        await waitUntil(async () => (await events({ state: 'received' })).length === 0);
        await room.admin
          .post('/zoom/registrants')
          .send({ meeting: meeting.documentId, email: EMAIL, firstName: 'Ann', lastName: 'Bee' });
        const [person] = await db().query(UID.registrant).findMany({});
        await db().connection(TABLE.notice).insert({
          key: 'notice-to-ann',
          kind: 'reminder',
          meeting_row_id: meeting.id,
          registrant_row_id: person.id,
          state: 'sent',
          attempts: 1,
          created_at: Date.now(),
        });
      });

      test('is exported over every type, by address in whatever case', async () => {
        const bad = await room.admin.post('/zoom/people/export').send({ email: 'nobody' });
        expect(bad.status).toBe(400);
        const answer = await room.admin
          .post('/zoom/people/export')
          .send({ email: ` ${EMAIL.toUpperCase()} ` });
        expect(answer.status).toBe(200);
        const { data } = answer.body;
        expect(data.email).toBe(EMAIL.toLowerCase());
        expect(data.registrants).toHaveLength(1);
        expect(data.attendances).toHaveLength(1);
        expect(data.participantLists).toHaveLength(1);
        expect(data.notices).toHaveLength(1);
        expect(data.hosting).toHaveLength(1);
        expect(data.events.map(({ event }: Row) => event).sort()).toEqual([
          'meeting.participant_joined',
          'meeting.participant_left',
          'meeting.registration_created',
        ]);
        expect(answer.text).not.toContain('SECRET');
        expect(answer.text).not.toContain('Bob');
      });

      test('is erased, and the numbers of the class stay', async () => {
        await room.cms.strapi.db.query(UID.customerKey).create({
          data: {
            key: 'embed-key',
            meetingRowId: 1,
            holder: 'user:1',
            email: EMAIL,
            createdAt: Date.now(),
          },
        });
        const answer = await room.admin.post('/zoom/people/erase').send({ email: EMAIL });
        expect(answer.body.data).toEqual({
          registrants: { found: 1, removed: 1 },
          attendances: { found: 1, anonymised: 1 },
          embedKeys: { found: 1, removed: 1 },
          events: { found: 3, redacted: 3, secretsRemoved: 1 },
          transcripts: { found: 0, anonymised: 0, filesRemoved: 0 },
          recordings: { found: 0, kept: 0, files: [] },
          notices: { found: 1, removed: 1 },
          hosting: { found: 1, kept: 1 },
        });
        const rows: Row[] = await db()
          .query(UID.attendance)
          .findMany({ orderBy: { id: 'asc' } });
        expect(rows[0]).toMatchObject({
          name: 'Erased',
          email: null,
          seconds: 600,
          presence: 'present',
        });
        expect(rows[0]!.participantKey).toMatch(/^user:erased-/);
        expect(rows[1]).toMatchObject({ name: 'Bob', email: 'annxb@students.example' });
        const all = JSON.stringify([
          rows,
          await events(),
          await db().connection(TABLE.listedParticipant),
          await db().query(UID.meetingInstance).findMany({}),
          await db().query(UID.registrant).findMany({}),
          await db().connection(TABLE.notice),
          await db().connection(TABLE.customerKey),
        ]);
        expect(all).not.toMatch(
          /ann_b@students|Ann Bee|user-of-ann|uuid-of-ann|registration-of-ann|Main Street/i
        );
        expect(all).toContain('uuid-of-bob');
        // The same pseudonym wherever the person was seen, so that a later fold counts one person.
        const [joined, left] = await events({ meeting_uuid: 'run-p==' });
        const keyOf = (row: Row) =>
          JSON.parse(row.payload).payload.object.participant.participant_uuid;
        expect(keyOf(joined!)).toBe(keyOf(left!));

        const again = await room.admin.post('/zoom/people/erase').send({ email: EMAIL });
        expect(again.body.data).toMatchObject({
          registrants: { found: 0 },
          attendances: { found: 0 },
          events: { found: 0 },
        });
        const logged = room.cms.logs.filter((line) => /ann_b/i.test(line));
        expect(logged).toEqual([]);
      });
    });

    describe('retention', () => {
      test('empties events, later removes them, and waits for attendance that is not sealed', async () => {
        const ago = (days: number) => Date.now() - days * DAY_MS;
        await db()
          .query(UID.meetingInstance)
          .create({ data: { uuid: 'open==' } });
        await db()
          .query(UID.meetingInstance)
          .create({
            data: { uuid: 'sealed==', sealedAt: new Date() },
          });
        await storeOld({ meeting_uuid: 'sealed==', received_at: ago(31), event: 'a.sealed' });
        await storeOld({ meeting_uuid: 'open==', received_at: ago(50), event: 'a.open' });
        await storeOld({ meeting_uuid: null, received_at: ago(29), event: 'a.young' });
        await storeOld({
          meeting_uuid: null,
          received_at: ago(31),
          event: 'a.waiting',
          state: 'received',
        });
        await storeOld({ meeting_uuid: null, received_at: ago(38), event: 'a.very-old' });
        const outcome = await runRetention();
        expect(outcome).toMatchObject({ kind: 'again' });
        const left = Object.fromEntries(
          (await events())
            .filter(({ event }) => event.startsWith('a.'))
            .map(({ event, payload, secrets }) => [event, [payload, secrets]])
        );
        expect(left).toEqual({
          'a.sealed': ['{}', null],
          'a.open': ['{"old":true}', 'sealed'],
          'a.young': ['{"old":true}', 'sealed'],
          'a.waiting': ['{"old":true}', 'sealed'],
        });
        expect(room.cms.logs.find((line) => line.includes('zoom: retention: removed'))).toContain(
          'removed 2 contents of webhook events, 1 webhook events; 1 webhook events wait'
        );
        // What is gone is still known to have come.
        const { body } = await room.admin.get('/zoom/events/health');
        expect(body.data.byType.map(({ event }: Row) => event)).toContain('a.very-old');
        await db().connection(TABLE.webhookEvent).where('event', 'like', 'a.%').delete();
      });

      test('removes attendance and recordings only where days are set', async () => {
        const longAgo = new Date(Date.now() - 400 * DAY_MS);
        await db()
          .query(UID.meetingInstance)
          .create({
            data: { uuid: 'ancient==', endedAt: longAgo, sealedAt: longAgo },
          });
        const attendance = { participantKey: 'uuid:x', seconds: 1 };
        await db()
          .query(UID.attendance)
          .create({
            data: { ...attendance, instanceUuid: 'ancient==' },
          });
        await db()
          .query(UID.attendance)
          .create({ data: { ...attendance, instanceUuid: 'open==' } });
        const recording = await db()
          .query(UID.recording)
          .create({
            data: { zoomFileId: 'old', state: 'completed', recordingEnd: longAgo },
          });
        await db()
          .query(UID.transcript)
          .create({ data: { text: 'Hello', recording: recording.id } });
        await db()
          .query(UID.recording)
          .create({
            data: { zoomFileId: 'new', state: 'completed', recordingEnd: new Date() },
          });
        await storeOld({ meeting_uuid: 'ancient==', received_at: Date.now() });
        await runRetention();
        expect(await db().query(UID.recording).count()).toBe(2);

        await room.admin
          .put('/zoom/settings')
          .send({ retention: { attendanceDays: 365, recordingsDays: 365 } });
        await runRetention();
        const runs = (await db().query(UID.attendance).findMany({})).map(
          ({ instanceUuid }: Row) => instanceUuid
        );
        expect(runs.sort()).toEqual(['open==', 'run-p==', 'run-p==']);
        expect(
          (await db().query(UID.recording).findMany({})).map((row: Row) => row.zoomFileId)
        ).toEqual(['new']);
        expect(await db().query(UID.transcript).count()).toBe(0);
        expect(await events({ meeting_uuid: 'ancient==' })).toMatchObject([{ payload: '{}' }]);
      });

      test('removes registrations and keys for embedded meetings only where days are set', async () => {
        const classOf = async (name: string, daysAgo: number): Promise<number> => {
          const endTime = new Date(Date.now() - daysAgo * DAY_MS);
          const { id } = await db()
            .query(UID.meeting)
            .create({ data: { topic: name, endTime } });
          const email = `${name}@students.example`;
          await db()
            .query(UID.registrant)
            .create({ data: { email, state: 'approved', meeting: id, joinUrl: 'https://x/w/1' } });
          await db()
            .connection(TABLE.customerKey)
            .insert({ key: `key-${name}`, meeting_row_id: id, holder: 'user:1', email });
          return id;
        };
        const old = await classOf('old-class', 400);
        const unsure = await classOf('unsealed-class', 400);
        await classOf('young-class', 300);
        const run = { startedAt: new Date(Date.now() - 400 * DAY_MS) };
        await db()
          .query(UID.meetingInstance)
          .create({ data: { ...run, uuid: 'old==', meeting: old, sealedAt: new Date() } });
        const open = await db()
          .query(UID.meetingInstance)
          .create({ data: { ...run, uuid: 'unsealed==', meeting: unsure } });
        const left = async (uid: string) => {
          const rows: Row[] = await db()
            .query(uid as typeof UID.registrant)
            .findMany({});
          return rows
            .map(({ email }) => String(email).split('@')[0])
            .filter((name) => name?.endsWith('-class'))
            .sort();
        };
        const all = ['old-class', 'unsealed-class', 'young-class'];
        await runRetention();
        expect(await left(UID.registrant)).toEqual(all);
        expect(await left(UID.customerKey)).toEqual(all);

        const retention = { registrantsDays: 365, embedKeysDays: 365 };
        await room.admin.put('/zoom/settings').send({ retention }).expect(200);
        await runRetention();
        expect(await left(UID.registrant)).toEqual(['young-class']);
        expect(await left(UID.customerKey)).toEqual(['unsealed-class', 'young-class']);
        const told = room.cms.logs
          .filter((line) => line.includes('zoom: retention: removed'))
          .at(-1);
        expect(told).toMatch(/\b2 registrations, 1 keys for embedded meetings/);
        expect(told).not.toMatch(/@|-class/);

        await db()
          .query(UID.meetingInstance)
          .update({ where: { id: open.id }, data: { sealedAt: new Date() } });
        await runRetention();
        expect(await left(UID.customerKey)).toEqual(['young-class']);
        const { body } = await room.admin.get('/zoom/settings').expect(200);
        expect(body.data.retention).toMatchObject(retention);
      });
    });
  });
});

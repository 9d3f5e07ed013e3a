import { EVENT_BODY, SECRET, signed, webhook } from '../../support/webhooks';
import { describeOn, type DatabaseKind } from '../../support/databases';
import { staysTrue } from '../../support/wait';
import { openWebhookDatabase, type WebhookDatabase } from '../../support/webhook-database';
import { createOutbox } from '../../../server/src/jobs/outbox';
import { UID } from '../../../contracts/identifiers';
import type { ClaimedJob, Outbox } from '../../../server/src/jobs/types';
import { LeaseLostError } from '../../../server/src/jobs/lease-lost-error';
import type { Settings } from '../../../server/src/settings/types';
import { createClockWatch } from '../../../server/src/webhooks/clock-watch';
import { createWebhookInbox, type WebhookInbox } from '../../../server/src/webhooks/inbox';
import type { MeetingChange } from '../../../server/src/webhooks/process';

const KINDS: DatabaseKind[] = ['sqlite', 'postgres', 'mysql'];
const NOW = new Date('2026-03-02T10:30:00Z');
const AFTER_END = new Date('2026-03-02T11:05:00Z');
const MEETING = {
  zoomId: '81234567890',
  topic: 'Yoga',
  startTime: '2026-03-02T10:00:00.000Z',
  endTime: '2026-03-02T11:00:00.000Z',
};

const SETTINGS = {
  accountId: 'ACCT',
  webhookSecretToken: SECRET,
  verifyWebhookSignatures: true,
  webhookToleranceMinutes: 120,
} as Settings;

describe.each(KINDS)('webhook inbox on %s', (kind) => {
  describeOn(kind)('', () => {
    let db: WebhookDatabase;
    let now: Date;
    let settings: Settings;
    let stored: Settings;
    let changes: MeetingChange[];
    let saved: MeetingChange[];
    let synced: number[];
    let warnings: string[];
    let inbox: WebhookInbox;
    let encrypt: (text: string) => string | null;
    let kept: Map<string, unknown>;
    const store = {
      get: async ({ key }: { key: string }) => kept.get(key) ?? null,
      set: async ({ key, value }: { key: string; value: unknown }) => kept.set(key, value),
    };

    const newInbox = (more: { outbox?: Outbox } = {}): WebhookInbox =>
      createWebhookInbox({
        database: db.database,
        outbox: more.outbox ?? createOutbox({ database: db.database, onRaised: () => undefined }),
        settings: {
          current: () => settings,
          refresh: () => Promise.resolve((settings = stored)),
        },
        withoutErased: async (rows) => rows,
        encrypt: (text) => encrypt(text),
        clockWatch: createClockWatch({ store, serverName: 'server-1' }),
        onValidated: () => undefined,
        clock: () => now,
        log: { info: () => undefined, warn: (line) => warnings.push(line), error: () => undefined },
        raiseSync: (row) => Promise.resolve(void synced.push(row.id)),
        onMeetingTold: () => undefined,
        onMeetingSaved: async (change) => {
          // Within the transaction: what is written here goes with the change.
          expect(db.database.inTransaction()).toBe(true);
          saved.push(change);
        },
        onMeetingChanged: (change) => {
          expect(saved).toContain(change);
          changes.push(change);
        },
      });

    beforeAll(async () => {
      db = await openWebhookDatabase(kind);
    });
    afterAll(() => db.close());
    beforeEach(async () => {
      await db.clear();
      now = NOW;
      settings = stored = SETTINGS;
      changes = [];
      saved = [];
      synced = [];
      warnings = [];
      encrypt = (text) => `encrypted(${text})`;
      kept = new Map();
      inbox = newInbox();
    });

    const accept = (text: string, headers: Record<string, string> = signed(text, now)) =>
      inbox.accept({ body: { kind: 'bytes', bytes: Buffer.from(text) }, headers });

    const job = (meetingId: string | null, more: Partial<ClaimedJob> = {}): ClaimedJob => ({
      key: `webhook:${meetingId ?? 'none'}`,
      task: 'process-webhook-events',
      payload: { meetingId },
      attempts: 0,
      signal: new AbortController().signal,
      fence: () => Promise.resolve(),
      ...more,
    });
    const process = (meetingId: string | null = MEETING.zoomId) =>
      inbox.processEvents(job(meetingId));

    const deliver = async (...bodies: string[]): Promise<void> => {
      for (const body of bodies) await accept(body);
      await process();
    };
    const states = async () => (await db.events()).map((event) => event.state);

    test('stores an event with the job that works on it, and answers 200', async () => {
      expect(await accept(EVENT_BODY.started)).toMatchObject({ status: 200 });
      expect(await db.events()).toMatchObject([
        {
          event: 'meeting.started',
          account_id: 'ACCT',
          meeting_id: '81234567890',
          meeting_uuid: 'run A',
          verified: true,
          state: 'received',
          received_at: NOW.getTime(),
        },
      ]);
      expect(await db.jobs()).toEqual([
        { key: 'webhook:81234567890', task: 'process-webhook-events', version: 1 },
      ]);
    });

    test('the same bytes again are 200, one row and one raise', async () => {
      await accept(EVENT_BODY.started);
      expect(await accept(EVENT_BODY.started)).toMatchObject({ status: 200 });
      now = new Date(NOW.getTime() + 85 * 60_000);
      expect(await accept(EVENT_BODY.started)).toMatchObject({ status: 200 });
      expect(await db.events()).toHaveLength(1);
      expect(await db.jobs()).toMatchObject([{ version: 1 }]);
    });

    test('what arrives together is stored together, each once', async () => {
      const bodies = Array.from({ length: 500 }, (_, index) =>
        webhook('meeting.started', { uuid: `run ${index % 250}` })
      );
      const answers = await Promise.all(bodies.map((body) => accept(body)));
      expect(answers.every(({ status }) => status === 200)).toBe(true);
      expect(await db.events()).toHaveLength(250);
      const [raised] = await db.jobs();
      expect(raised?.version).toBeLessThan(50);
    });

    test('an event that cannot be stored is 500 alone, and nothing of it is left', async () => {
      const outbox = createOutbox({ database: db.database, onRaised: () => undefined });
      inbox = newInbox({
        outbox: {
          raise: (request) =>
            request.key === 'webhook:666'
              ? Promise.reject(new Error('gone'))
              : outbox.raise(request),
        },
      });
      const answers = await Promise.all([
        accept(EVENT_BODY.started),
        accept(webhook('meeting.started', { id: '666' })),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 500]);
      expect(await db.events()).toMatchObject([{ meeting_id: '81234567890' }]);
    });

    test('secrets go to a column of their own, addresses of machines nowhere', async () => {
      await accept(EVENT_BODY.recording);
      const [event] = await db.events();
      for (const secret of ['TOKEN', 'play-secret', 'pwd=abc', '203.0.113.7', 's3cret']) {
        expect(event?.payload).not.toContain(secret);
      }
      expect(event?.secrets).toMatch(/^encrypted\(/);
      for (const secret of ['TOKEN', 'play-secret', 'pwd=abc', 's3cret']) {
        expect(event?.secrets).toContain(secret);
      }
      expect(event?.secrets).not.toContain('203.0.113.7');
    });

    test('without an encryption key secrets are not kept', async () => {
      encrypt = () => null;
      await accept(EVENT_BODY.recording);
      expect(await db.events()).toMatchObject([{ secrets: null }]);
    });

    test('secrets are emptied after 24 hours', async () => {
      await accept(EVENT_BODY.recording);
      expect(await inbox.clearOldSecrets(new Date(NOW.getTime() + 24 * 3600_000))).toBe(0);
      expect(await inbox.clearOldSecrets(new Date(NOW.getTime() + 24 * 3600_000 + 1))).toBe(1);
      expect(await db.events()).toMatchObject([{ secrets: null, event: 'recording.completed' }]);
    });

    test.each([
      ['an unknown event', webhook('phone.rang', {}), 'an event this plugin has no use for'],
      ['another account', webhook('meeting.started', {}, 'OTHER'), 'another Zoom account'],
    ])('%s is 200, stored and ignored', async (_what, body, error) => {
      expect(await accept(body)).toMatchObject({ status: 200 });
      expect(await db.events()).toMatchObject([{ state: 'ignored', error }]);
      expect(await db.jobs()).toEqual([]);
    });

    test.each([
      '{"event":"meeting.started"}',
      '{"event":"meeting.started","payload":null}',
      '{"event":"meeting.started","payload":{"account_id":"ACCT","object":[]}}',
      '{"event":"meeting.started","payload":{"account_id":"ACCT","object":{"id":"","uuid":"u"}}}',
      '{"event":"meeting.started","event_ts":"x","payload":{"account_id":"ACCT","object":{"id":1.5}}}',
      '{"event":"meeting.started","event_ts":1e99,"payload":{"object":{"id":"1"}},"__proto__":1}',
      '{"event":"meeting.started\\u0000","payload":{"account_id":"a\\u0000","object":{"uuid":"\\ud800"}}}',
      `{"event":"${'x'.repeat(2000)}"}`,
      `{"event":"meeting.ended","payload":${'['.repeat(20000)}${']'.repeat(20000)}}`,
    ])('a body not as documented is kept, never a 500 (%#)', async (body) => {
      expect(await accept(body)).toMatchObject({ status: 200 });
      for (const meetingId of [null, '1', MEETING.zoomId]) await process(meetingId);
      const [event] = await db.events();
      expect(['ignored', 'failed']).toContain(event?.state);
      expect(event?.error).toEqual(expect.any(String));
    });

    test('a field that is missing is named', async () => {
      await db.addMeeting(MEETING);
      await deliver(webhook('meeting.started', { uuid: undefined }));
      expect(await db.events()).toMatchObject([
        { state: 'failed', error: expect.stringContaining('payload.object.uuid') },
      ]);
    });

    test('unverified events change nothing but the log, and do not shadow the real one', async () => {
      const id = await db.addMeeting(MEETING);
      settings = stored = { ...SETTINGS, verifyWebhookSignatures: false };
      expect(await accept(EVENT_BODY.started, {})).toMatchObject({ status: 200 });
      await process();
      expect(await db.events()).toMatchObject([{ verified: false, state: 'ignored' }]);
      expect(await db.jobs()).toEqual([]);
      settings = stored = SETTINGS;
      await deliver(EVENT_BODY.started);
      expect(await states()).toEqual(['ignored', 'processed']);
      expect(await db.meeting(id)).toMatchObject({ state: 'live' });
    });

    test('a secret that another process has just saved is read before an event is refused', async () => {
      stored = SETTINGS;
      settings = { ...SETTINGS, webhookSecretToken: null };
      expect(await accept(EVENT_BODY.started)).toMatchObject({ status: 200 });
      settings = { ...SETTINGS, webhookSecretToken: 'old' };
      expect(await accept(EVENT_BODY.ended)).toMatchObject({ status: 401 });
      now = new Date(NOW.getTime() + 6000);
      expect(await accept(EVENT_BODY.ended)).toMatchObject({ status: 200 });
    });

    test('a clock that is behind is remembered until a good event comes', async () => {
      expect(await inbox.clockWarning()).toBeNull();
      const ahead = signed(EVENT_BODY.started, new Date(NOW.getTime() + 42 * 60_000));
      expect(await accept(EVENT_BODY.started, ahead)).toMatchObject({ status: 503 });
      expect(await inbox.clockWarning()).toContain('42 minutes in the future');
      await accept(EVENT_BODY.started);
      expect(await inbox.clockWarning()).toBeNull();
    });

    test('refusals are logged once a minute, without the body', async () => {
      for (let index = 0; index < 5; index += 1) await accept(EVENT_BODY.recording, {});
      expect(warnings).toHaveLength(1);
      now = new Date(NOW.getTime() + 61_000);
      await accept(EVENT_BODY.recording, {});
      expect(warnings).toHaveLength(2);
      expect(warnings.join()).not.toContain('TOKEN');
    });

    describe('working events off', () => {
      test('started, then ended after the planned end', async () => {
        const id = await db.addMeeting(MEETING);
        await deliver(EVENT_BODY.started);
        expect(await db.meeting(id)).toMatchObject({ state: 'live', uuid: 'run A' });
        now = AFTER_END;
        await deliver(EVENT_BODY.ended);
        expect(await db.meeting(id)).toMatchObject({ state: 'ended', uuid: 'run A' });
        expect(await states()).toEqual(['processed', 'processed']);
        expect(changes).toMatchObject([
          { rowId: id, before: { state: 'scheduled' }, after: { state: 'live' } },
          { rowId: id, before: { state: 'live' }, after: { state: 'ended' } },
        ]);
        expect(synced).toEqual([id]);
      });

      test('twice and out of order ends in the same row', async () => {
        const id = await db.addMeeting(MEETING);
        now = AFTER_END;
        await accept(EVENT_BODY.ended);
        await process();
        await accept(EVENT_BODY.started);
        await process();
        await db.database.getConnection('zm_webhook_events').update({ state: 'received' });
        await process();
        expect(await db.meeting(id)).toMatchObject({
          state: 'ended',
          uuid: 'run A',
          runs: { current: null, ended: [{ uuid: 'run A' }] },
        });
        expect(await states()).toEqual(['processed', 'processed']);
      });

      test('ids as integers find the row as well', async () => {
        const id = await db.addMeeting(MEETING);
        await deliver(webhook('meeting.deleted', { id: 81234567890 }));
        expect(await db.jobs()).toContainEqual({
          key: `refresh:${id}`,
          task: 'refresh-meeting',
          version: 1,
        });
      });

      test('an unknown meeting is ignored, and opened again once it is ours', async () => {
        await deliver(EVENT_BODY.started);
        expect(await db.events()).toMatchObject([
          { state: 'ignored', error: 'not a meeting of this site' },
        ]);
        const id = await db.addMeeting(MEETING);
        await inbox.reopenEvents({ accountId: 'ACCT', zoomId: MEETING.zoomId });
        expect(await states()).toEqual(['received']);
        await process();
        expect(await db.meeting(id)).toMatchObject({ state: 'live' });
      });

      test('events of a retired id leave the row alone', async () => {
        const id = await db.addMeeting({ ...MEETING, retiredAt: 1 });
        await deliver(EVENT_BODY.started);
        expect(await states()).toEqual(['processed']);
        expect(await db.meeting(id)).toMatchObject({ state: 'scheduled', runs: null });
      });

      test('participants and recordings of ours are kept for later', async () => {
        await db.addMeeting(MEETING);
        await deliver(EVENT_BODY.recording, webhook('meeting.participant_joined', {}));
        expect(await states()).toEqual(['stored', 'stored']);
        await accept(webhook('recording.completed', { id: 99 }));
        await process('99');
        expect(await states()).toEqual(['stored', 'stored', 'ignored']);
      });

      test('created raises the sync of the create that got no answer', async () => {
        const intent = { fields: { topic: 'Judo' }, host: 'h', startedAt: NOW.toISOString() };
        const lost = await db.addMeeting({ accountId: null, topic: 'Judo', intent });
        await db.addMeeting({ topic: 'Judo', zoomId: '5' });
        await deliver(webhook('meeting.created', { topic: 'Judo' }));
        expect(synced).toEqual([lost]);
        await deliver(webhook('meeting.created', { topic: 'Chess' }));
        expect(synced).toEqual([lost]);
        expect(await states()).toEqual(['processed', 'ignored']);
      });

      /** Somebody else's transaction on a meeting's row: open until `commit`. */
      const meanwhile = async (write: () => Promise<unknown>) => {
        let commit!: () => void;
        let opened!: () => void;
        const isOpen = new Promise<void>((resolve) => (opened = resolve));
        const committed = db.database.transaction(async () => {
          await write();
          opened();
          await new Promise<void>((resolve) => (commit = resolve));
        });
        await isOpen;
        return {
          /** The work waits for the commit, and goes on after it. */
          holdsUp: async (work: Promise<unknown>): Promise<void> => {
            let isDone = false;
            const done = work.finally(() => (isDone = true));
            const hasWaited = await staysTrue(() => !isDone, { forMs: 200 });
            commit();
            await committed;
            await done;
            expect(hasWaited).toBe(true);
          },
        };
      };
      const zoomIdOf = (rowId: number) => ({
        data: { accountId: 'ACCT', zoomId: MEETING.zoomId, meetingRowId: rowId },
      });

      test('a create whose answer is being saved is waited for, and then needs no look-up', async () => {
        const intent = { fields: { topic: 'Judo' } };
        const id = await db.addMeeting({ topic: 'Judo', intent });
        await accept(webhook('meeting.created', { topic: 'Judo' }));
        const other = await meanwhile(() =>
          db.database.query(UID.meeting).update({ where: { id }, data: { intent: null } })
        );
        await other.holdsUp(process());
        expect(synced).toEqual([]);
        expect(await db.meeting(id)).toMatchObject({ intent: null });
      });

      test('what another transaction has just written to the row is not overwritten', async () => {
        const id = await db.addMeeting(MEETING);
        now = AFTER_END;
        await accept(EVENT_BODY.started);
        const runs = {
          current: null,
          ended: [{ uuid: 'run A', startedAt: null, endedAt: NOW.toISOString() }],
        };
        const other = await meanwhile(() =>
          db.database.query(UID.meeting).update({ where: { id }, data: { runs, state: 'ended' } })
        );
        await other.holdsUp(process());
        expect(await db.meeting(id)).toMatchObject({ state: 'ended', runs });
      });

      test('an id that becomes ours while its event is ignored opens the event again', async () => {
        const id = await db.addMeeting({ ...MEETING, zoomId: null });
        await accept(EVENT_BODY.started);
        // Registered after the event was judged and before that was committed.
        const fence = async (): Promise<void> => {
          await db.database.query(UID.zoomId).create(zoomIdOf(id));
        };
        await inbox.processEvents(job(MEETING.zoomId, { fence }));
        expect(await states()).toEqual(['received']);
        await process();
        expect(await db.meeting(id)).toMatchObject({ state: 'live' });
      });

      test('our own echo is not read, a change by somebody else is', async () => {
        const id = await db.addMeeting({ ...MEETING, lastSent: { topic: 'Yoga', duration: 60 } });
        await deliver(webhook('meeting.updated', { id: 81234567890, topic: 'Yoga' }));
        expect((await db.jobs()).map(({ key }) => key)).toEqual(['webhook:81234567890']);
        await deliver(webhook('meeting.updated', { id: 81234567890, topic: 'Judo' }));
        expect((await db.jobs()).map(({ key }) => key)).toContain(`refresh:${id}`);
      });

      test('a lost lease saves nothing', async () => {
        const id = await db.addMeeting(MEETING);
        await accept(EVENT_BODY.started);
        const fence = () => Promise.reject(new LeaseLostError('webhook:1'));
        await expect(inbox.processEvents(job(MEETING.zoomId, { fence }))).rejects.toThrow(
          LeaseLostError
        );
        expect(await states()).toEqual(['received']);
        expect(await db.meeting(id)).toMatchObject({ state: 'scheduled' });
        expect(changes).toEqual([]);
      });

      test('an event that fails holds up no other, and is given up visibly', async () => {
        const id = await db.addMeeting(MEETING);
        await accept(webhook('meeting.updated', { topic: 'x' }));
        await accept(EVENT_BODY.started);
        const outbox: Outbox = { raise: () => Promise.reject(new Error('no refresh today')) };
        inbox = newInbox({ outbox });
        await expect(process()).rejects.toThrow('no refresh today');
        expect(await states()).toEqual(['received', 'processed']);
        expect(await db.meeting(id)).toMatchObject({ state: 'live' });
        for (let attempt = 2; attempt < 10; attempt += 1) await process().catch(() => undefined);
        expect(await process()).toEqual({ kind: 'done' });
        expect((await db.events())[0]).toMatchObject({
          state: 'failed',
          error: 'no refresh today',
          attempts: 10,
        });
      });

      test('more events than one run takes go on in the next', async () => {
        await db.addMeeting(MEETING);
        const bodies = Array.from({ length: 530 }, (_, index) =>
          webhook('meeting.started', { uuid: `run ${index}` })
        );
        await Promise.all(bodies.map((body) => accept(body)));
        expect(await process()).toMatchObject({ kind: 'again' });
        expect(await process()).toEqual({ kind: 'done' });
        expect(new Set(await states())).toEqual(new Set(['processed']));
      });
    });
  });
});

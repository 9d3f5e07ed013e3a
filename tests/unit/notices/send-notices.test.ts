import { DEFAULT_NOTICES, type NoticeSettings } from '../../../contracts/notices';
import { TABLE } from '../../../contracts/identifiers';
import type { ClaimedJob } from '../../../server/src/jobs/types';
import { toMeetingRow } from '../../../server/src/meetings/meeting-row';
import type { Mail } from '../../../server/src/notices/mail';
import { createNoticeRows } from '../../../server/src/notices/notice-rows';
import { createNoticeSender } from '../../../server/src/notices/send-notices';
import { onEachDatabase } from '../../support/job-database';

const NOW = new Date('2026-03-14T10:00:00Z');
const MEETING = toMeetingRow({
  id: 7,
  documentId: 'meeting-7',
  state: 'scheduled',
  syncState: 'synced',
  topic: 'Algebra',
  startTime: '2026-03-20T10:00:00Z',
  duration: 60,
  endTime: '2026-03-20T11:00:00Z',
  timezone: 'UTC',
});

onEachDatabase('a notice whose text cannot be written', (opened) => {
  /** No language: `Intl` throws at it. */
  const broken: NoticeSettings = {
    ...DEFAULT_NOTICES,
    locale: 'no language of ann@students.example',
    rescheduled: { enabled: true, subject: 'New time', text: 'It is at {startTime}.' },
  };
  const open = () => {
    const at = { settings: broken, now: NOW };
    const sent: Mail[] = [];
    const logs: string[] = [];
    const note = (line: string) => logs.push(line);
    const notices = createNoticeRows({ database: opened().database });
    const send = createNoticeSender({
      notices,
      rows: { find: async () => MEETING },
      registrants: {
        inState: async (id) => ({
          ...{ id, documentId: `r${id}`, email: `r${id}@students.example`, firstName: 'Ann' },
          ...{ lastName: null, joinUrl: null, state: 'approved', createdAt: null },
        }),
      },
      settings: () => at.settings,
      gate: () => 'open',
      send: async (mail) => sent.push(mail),
      invitation: async () => null,
      clock: () => at.now,
      random: () => 0.5,
      log: { info: note, warn: note, error: note },
    });
    const job: ClaimedJob = {
      key: 'notice:7',
      task: 'send-notice',
      payload: { meetingRowId: MEETING.id },
      attempts: 0,
      signal: new AbortController().signal,
      fence: async () => undefined,
    };
    const rows = () =>
      opened()
        .database.connection(TABLE.notice)
        .orderBy('id')
        .select('state', 'attempts', 'error', 'next_try_at');
    const plan = (registrants: number[]) =>
      notices.plan(
        registrants.map((registrantRowId) => ({
          key: `moved:${registrantRowId}`,
          kind: 'rescheduled',
          meetingRowId: MEETING.id,
          registrantRowId,
          occasion: {},
          expiresAt: new Date('2026-03-20T10:00:00Z'),
        })),
        NOW
      );
    return { at, sent, logs, plan, rows, run: () => send(job) };
  };

  it('was certainly not sent, waits with the reason, and goes once it can be written', async () => {
    const { at, sent, logs, plan, rows, run } = open();
    await plan([1, 2, 3, 4, 5]);
    const outcome = await run();
    expect(sent).toEqual([]);
    const waiting: { state: string; attempts: unknown; error: string }[] = await rows();
    // None is the mail server's failure: the fourth is looked at like the first.
    expect(waiting.map(({ state, attempts }) => [state, Number(attempts)])).toEqual(
      Array.from({ length: 5 }, () => ['waiting', 1])
    );
    expect(waiting[0]!.error).toContain('its text could not be written: RangeError');
    expect(`${logs.join()}${waiting[0]!.error}`).not.toContain('@students.example');
    if (outcome.kind !== 'again') throw new Error('the mails have to be tried again');
    expect(outcome.at.getTime()).toBeGreaterThan(NOW.getTime());

    at.settings = { ...broken, locale: 'en-GB' };
    at.now = new Date(NOW.getTime() + 3600_000);
    expect(await run()).toEqual({ kind: 'done' });
    expect(sent).toHaveLength(5);
    expect(sent[0]!.text).toContain('20 March 2026');
    expect((await rows()).map(({ state }: { state: string }) => state)).toEqual(
      Array.from({ length: 5 }, () => 'sent')
    );
  });

  it('is given up at last as failed, never as one that may have arrived', async () => {
    const { at, sent, plan, rows, run } = open();
    await plan([1]);
    let outcome = await run();
    for (let turn = 1; outcome.kind === 'again' && turn < 20; turn += 1) {
      at.now = outcome.at;
      outcome = await run();
    }
    expect(outcome).toEqual({ kind: 'done' });
    expect(sent).toEqual([]);
    const [row] = await rows();
    expect([row.state, Number(row.attempts)]).toEqual(['failed', 8]);
  });
});

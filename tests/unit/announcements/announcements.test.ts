import { TABLE } from '../../../contracts/identifiers';
import { createAnnouncements, type Announcement } from '../../../server/src/announcements';
import { createOutbox } from '../../../server/src/jobs/outbox';
import type { ClaimedJob } from '../../../server/src/jobs/types';
import { onEachDatabase } from '../../support/job-database';

const live: Announcement = {
  subject: 'meeting:1',
  event: 'zoom.meeting.live',
  payload: { state: 'live', startTime: null },
};
const ended: Announcement = { ...live, event: 'zoom.meeting.ended', payload: { state: 'ended' } };

const jobOf = ({ subject }: Announcement): ClaimedJob => ({
  key: `announce:${subject}`,
  task: 'announce',
  payload: { subject },
  attempts: 0,
  signal: new AbortController().signal,
  fence: async () => undefined,
});

onEachDatabase('announcements', (opened) => {
  /** A process with the plugin in it; another call is another process on the same database. */
  const startProcess = (onTold?: (event: string) => unknown) => {
    const { database } = opened();
    const told: [string, unknown][] = [];
    const errors: string[] = [];
    const announcements = createAnnouncements({
      database,
      outbox: createOutbox({ database, onRaised: () => undefined }),
      emit: async (event, payload) => {
        told.push([event, payload]);
        await onTold?.(event);
      },
      clock: () => new Date(),
      log: { info: () => undefined, warn: () => undefined, error: (line) => errors.push(line) },
      patienceMs: 50,
    });
    return { ...announcements, database, told, errors };
  };
  const waiting = (): Promise<unknown[]> => opened().database.connection(TABLE.announcement);

  it('are told, in their order, by whichever process comes after the one that died', async () => {
    const dying = startProcess();
    await dying.database.transaction(async () => {
      await dying.announce(live);
      await dying.announce(ended);
    });
    expect(dying.told).toEqual([]);
    expect((await opened().jobs()).map(({ key }) => key)).toEqual(['announce:meeting:1']);

    const next = startProcess();
    expect(await next.handler(jobOf(live))).toEqual({ kind: 'done' });
    expect(next.told).toEqual([
      [live.event, live.payload],
      [ended.event, ended.payload],
    ]);
    expect(await waiting()).toEqual([]);
    await next.handler(jobOf(live));
    expect(next.told).toHaveLength(2);
  });

  it('are not made where the change they tell of is undone', async () => {
    const { database, announce } = startProcess();
    const undone = database.transaction(async () => {
      await announce(live);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await waiting()).toEqual([]);
    expect(await opened().jobs()).toEqual([]);
  });

  it('stay until they have been told', async () => {
    const seen: number[] = [];
    const { announce, handler } = startProcess(async () => seen.push((await waiting()).length));
    await announce(live);
    await announce(ended);
    await handler(jobOf(live));
    expect(seen).toEqual([2, 1]);
  });

  it('are told to the end though a listener throws or never answers', async () => {
    const { announce, handler, told, errors } = startProcess((event) => {
      if (event === ended.event) throw new Error('broken');
      return new Promise(() => undefined);
    });
    await announce(live);
    await announce(ended);
    await announce({ ...live, subject: 'meeting:2' });
    expect(await handler(jobOf(live))).toEqual({ kind: 'done' });
    expect(told).toHaveLength(2);
    expect(errors).toEqual([
      expect.stringContaining('a listener of zoom.meeting.live failed: no answer in 50 ms'),
      expect.stringContaining('a listener of zoom.meeting.ended failed: broken'),
    ]);
    expect(await waiting()).toHaveLength(1);
  });

  it('go on with the next page, and stop where the lease was lost', async () => {
    const { announce, handler, told } = startProcess();
    for (let count = 0; count < 51; count += 1) await announce(live);
    const lost = new AbortController();
    lost.abort();
    expect(await handler({ ...jobOf(live), signal: lost.signal })).toMatchObject({ kind: 'again' });
    expect(told).toHaveLength(0);
    expect(await handler(jobOf(live))).toMatchObject({ kind: 'again' });
    expect(await handler(jobOf(live))).toEqual({ kind: 'done' });
    expect(told).toHaveLength(51);
  });
});

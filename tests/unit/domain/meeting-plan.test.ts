import fc from 'fast-check';

import { readSentence } from '../../../contracts/sentences';
import type { MeetingFacts } from '../../../server/src/domain/meeting-facts';
import {
  planMeeting,
  RECOVERABLE_MS,
  type MeetingPlan,
  type PlanPolicy,
} from '../../../server/src/domain/meeting-plan';
import { meetingFields } from '../../../server/src/domain/meeting-request';
import { plannedEnd, type PlannedSession } from '../../../server/src/domain/session';
import {
  ACCOUNT,
  AMIR,
  frozen,
  inMinutes,
  input,
  intentOf,
  madeRow,
  MARIA,
  newRow,
  NOW,
  policy,
  session,
} from './planning';

const DAY = 24 * 60;

describe('row 1: what is not ours to touch', () => {
  it('keeps everything while nothing may be sent, and says why', () => {
    const closed = policy({ closedBecause: 'Zoom integration is not enabled' });
    for (const meeting of [newRow(), madeRow(), madeRow({ state: 'live' })]) {
      for (const planned of [session(), null]) {
        expect(planMeeting(input({ session: planned, meeting, policy: closed }))).toEqual({
          kind: 'keep',
          rest: {
            state: meeting.state,
            syncState: 'paused',
            note: 'Zoom integration is not enabled',
          },
          again: null,
        });
      }
    }
  });

  it('keeps the meeting of a type that is bound no more, whatever became of its entry', () => {
    for (const meeting of [newRow(), madeRow(), madeRow({ state: 'live' })]) {
      expect(planMeeting(input({ isBound: false, session: null, meeting }))).toMatchObject({
        kind: 'keep',
        rest: { state: meeting.state, syncState: 'skipped' },
        again: null,
      });
    }
  });

  it("keeps another account's meeting, also when its session is gone", () => {
    const other = policy({ accountId: 'account-2' });
    for (const planned of [session({ topic: 'Other' }), null]) {
      expect(planMeeting(input({ session: planned, policy: other }))).toMatchObject({
        kind: 'keep',
        rest: { syncState: 'skipped', note: expect.stringContaining('another Zoom account') },
      });
    }
  });

  it('makes a meeting in the present account for a row that has none', () => {
    const other = policy({ accountId: 'account-2' });
    expect(planMeeting(input({ meeting: newRow(), policy: other })).kind).toBe('create');
  });
});

describe('a create whose answer is unknown comes before all that follows', () => {
  const meeting = newRow({ intent: intentOf(session()) });

  it('is looked up, not before its time', () => {
    const plan = { kind: 'look-up', notBefore: inMinutes(1) };
    expect(planMeeting(input({ meeting }))).toEqual(plan);
    expect(planMeeting(input({ meeting, session: null }))).toEqual(plan);
  });

  it('is looked up at once when Zoom told of a meeting that may be it', () => {
    const intent = intentOf(session(), { hintedAt: NOW.toISOString() });
    expect(planMeeting(input({ meeting: newRow({ intent }) }))).toEqual({
      kind: 'look-up',
      notBefore: NOW,
    });
  });
});

describe('row 2: a live meeting', () => {
  it('is asked for in Zoom before anything is changed or taken away', () => {
    const meeting = madeRow({ state: 'live' });
    const plan = { kind: 'confirm-live', isOver: false };
    expect(planMeeting(input({ meeting, session: session({ topic: 'New' }) }))).toEqual(plan);
    expect(planMeeting(input({ meeting, session: null }))).toEqual(plan);
  });

  it('is known to be past its plan', () => {
    const meeting = madeRow({ state: 'live', startTime: inMinutes(-60), durationMinutes: 60 });
    expect(planMeeting(input({ meeting }))).toEqual({ kind: 'confirm-live', isOver: true });
  });
});

describe('row 3: history', () => {
  const past = session({ startTime: inMinutes(-120) });

  it('is asked for once at its planned end, since an event may be lost', () => {
    const meeting = madeRow({}, past);
    expect(planMeeting(input({ session: past, meeting }))).toEqual({
      kind: 'confirm-live',
      isOver: true,
    });
  });

  it('stays when published, unpublished or deleted', () => {
    const meeting = madeRow({ state: 'ended' }, past);
    const kept = {
      kind: 'keep',
      rest: { state: 'ended', syncState: 'synced', note: null },
      again: null,
    };
    expect(planMeeting(input({ session: past, meeting }))).toEqual(kept);
    expect(planMeeting(input({ session: null, meeting }))).toEqual(kept);
    expect(planMeeting(input({ session: { ...past, topic: 'Renamed' }, meeting }))).toEqual(kept);
  });

  it('begins at the end, to the millisecond', () => {
    const ending = session({ startTime: inMinutes(-60) });
    const meeting = madeRow({}, ending);
    const removedAt = inMinutes(-30);
    const removed = input({ session: null, meeting: { ...meeting, removedAt } });
    expect(planMeeting(removed).kind).toBe('keep');
    expect(planMeeting({ ...removed, now: new Date(NOW.getTime() - 1) }).kind).toBe('delete');
  });

  it('stays cancelled where it was cancelled', () => {
    const meeting = madeRow({ state: 'cancelled', deletedAt: inMinutes(-300) }, past);
    expect(planMeeting(input({ session: past, meeting }))).toMatchObject({
      kind: 'keep',
      rest: { state: 'cancelled', syncState: 'synced' },
    });
  });

  it('gets no meeting where it had none', () => {
    expect(planMeeting(input({ session: past, meeting: newRow() }))).toMatchObject({
      kind: 'keep',
      rest: { state: 'unscheduled', syncState: 'skipped', note: expect.stringContaining('past') },
    });
  });
});

describe('row 4: a start moved into the past while Zoom has a meeting to come', () => {
  const moved = session({ startTime: inMinutes(-10) });

  it('is kept and told, with the time that Zoom has', () => {
    expect(planMeeting(input({ session: moved }))).toMatchObject({
      kind: 'keep',
      rest: {
        state: 'scheduled',
        syncState: 'failed',
        note: expect.stringContaining('Zoom still has this meeting at 2026-03-03 09:00 UTC'),
      },
    });
  });

  it('says nothing of a meeting that Zoom no longer has', () => {
    for (const gone of [{ missingSince: NOW }, { deletedAt: NOW }]) {
      const plan = planMeeting(input({ session: moved, meeting: madeRow(gone) }));
      expect(JSON.stringify(plan)).not.toContain('Zoom still has');
    }
  });
});

describe('row 5: unpublished or deleted', () => {
  const removedAt = NOW;

  it('waits out the grace, from when it was unpublished', () => {
    const meeting = madeRow({ removedAt });
    expect(planMeeting(input({ session: null, meeting }))).toEqual({
      kind: 'keep',
      rest: { state: 'scheduled', syncState: 'pending', note: null },
      again: new Date(NOW.getTime() + 5000),
    });
    const after = new Date(NOW.getTime() + 5000);
    expect(planMeeting(input({ session: null, meeting, now: after }))).toEqual({
      kind: 'delete',
      zoomId: '81234567890',
      host: MARIA,
    });
  });

  it('is left in Zoom where the settings say so, and looked at again at its end', () => {
    const keep = policy({ onUnpublish: 'keep' });
    const meeting = madeRow({ removedAt: inMinutes(-60) });
    expect(planMeeting(input({ session: null, meeting, policy: keep }))).toMatchObject({
      kind: 'keep',
      rest: { state: 'scheduled', syncState: 'skipped' },
      again: inMinutes(DAY + 60),
    });
  });

  it('stays where the session vanished without being unpublished: a reconcile asks first', () => {
    const meeting = madeRow({ removedAt: null });
    expect(planMeeting(input({ session: null, meeting }))).toMatchObject({
      kind: 'keep',
      rest: {
        state: 'scheduled',
        syncState: 'pending',
        note: expect.stringContaining('nobody unpublished it'),
      },
      again: inMinutes(DAY + 60),
    });
  });

  it('has nothing left to do once Zoom no longer has it', () => {
    for (const gone of [{ deletedAt: NOW }, { missingSince: NOW }]) {
      expect(planMeeting(input({ session: null, meeting: madeRow(gone) }))).toMatchObject({
        kind: 'keep',
        rest: { state: 'cancelled', syncState: 'synced', note: null },
      });
    }
    expect(planMeeting(input({ session: null, meeting: newRow() }))).toMatchObject({
      kind: 'keep',
      rest: { state: 'unscheduled', syncState: 'synced' },
    });
  });
});

describe('row 6: published again after our own delete', () => {
  const deleted = (msAgo: number) =>
    madeRow({ state: 'cancelled', deletedAt: new Date(NOW.getTime() - msAgo) });

  it('brings the same meeting back within seven days', () => {
    expect(planMeeting(input({ meeting: deleted(RECOVERABLE_MS - 1) }))).toEqual({
      kind: 'recover',
      zoomId: '81234567890',
      host: MARIA,
    });
  });

  it('makes a new one afterwards', () => {
    expect(planMeeting(input({ meeting: deleted(RECOVERABLE_MS) })).kind).toBe('create');
  });
});

describe('row 7: no meeting yet', () => {
  const meeting = newRow();

  it('is made for its start, by the host of the session', () => {
    const planned = session({ hostEmail: AMIR });
    expect(planMeeting(input({ session: planned, meeting }))).toEqual({
      kind: 'create',
      fields: meetingFields(planned, frozen()),
      host: AMIR,
      replaces: null,
    });
  });

  it('is made for a class that is on', () => {
    const planned = session({ startTime: inMinutes(-59) });
    expect(planMeeting(input({ session: planned, meeting })).kind).toBe('create');
  });

  it('falls back to the frozen host, then to the default one', () => {
    const planned = session({ hostEmail: null });
    expect(planMeeting(input({ session: planned, meeting }))).toMatchObject({ host: MARIA });
    const unfrozen = newRow({ frozen: frozen({ host: null }) });
    const withDefault = policy({ defaultHost: AMIR });
    expect(
      planMeeting(input({ session: planned, meeting: unfrozen, policy: withDefault }))
    ).toMatchObject({ host: AMIR });
  });

  it('says what is missing where there is no host', () => {
    const unfrozen = newRow({ frozen: frozen({ host: null }) });
    const plan = planMeeting(
      input({
        session: session({ hostEmail: null }),
        meeting: unfrozen,
        policy: policy({ defaultHost: null }),
      })
    );
    expect(plan).toMatchObject({
      kind: 'keep',
      rest: { syncState: 'failed', note: expect.stringContaining('No host') },
      // Then it says that none was made.
      again: inMinutes(DAY + 60),
    });
  });

  it('says who may not host here', () => {
    const onlyAmir = policy({ isHostAllowed: (host) => host === AMIR });
    for (const row of [meeting, madeRow()]) {
      expect(planMeeting(input({ meeting: row, policy: onlyAmir }))).toMatchObject({
        kind: 'keep',
        rest: { syncState: 'failed', note: expect.stringContaining(`${MARIA} may not host`) },
      });
    }
  });

  it('is not made again where Zoom lost it: that is a person’s to say', () => {
    expect(planMeeting(input({ meeting: madeRow({ missingSince: NOW }) }))).toMatchObject({
      kind: 'keep',
      rest: { state: 'cancelled', syncState: 'failed', note: expect.stringContaining('Retry') },
    });
  });
});

describe('row 8: a meeting that is there', () => {
  it('is kept where nothing differs, and looked at again at its end', () => {
    expect(planMeeting(input())).toEqual({
      kind: 'keep',
      rest: { state: 'scheduled', syncState: 'synced', note: null },
      again: inMinutes(DAY + 60),
    });
  });

  it('is told only what differs from what was last sent', () => {
    const planned = session({ topic: 'Geometry', startTime: inMinutes(2 * DAY) });
    expect(planMeeting(input({ session: planned }))).toEqual({
      kind: 'update',
      zoomId: '81234567890',
      host: MARIA,
      changes: { topic: 'Geometry', start_time: '2026-03-04T09:00:00Z' },
    });
  });

  it('is never moved into the past: a running class keeps its start', () => {
    const running = session({ startTime: inMinutes(-30) });
    const meeting = madeRow({}, session({ startTime: inMinutes(-20) }));
    expect(planMeeting(input({ session: running, meeting }))).toMatchObject({ kind: 'keep' });
    const renamed = { ...running, topic: 'New' };
    expect(planMeeting(input({ session: renamed, meeting }))).toMatchObject({
      kind: 'update',
      changes: { topic: 'New' },
    });
  });

  it('is moved to another host, and made anew where Zoom refuses that', () => {
    const planned = session({ hostEmail: AMIR });
    expect(planMeeting(input({ session: planned }))).toEqual({
      kind: 'move-host',
      zoomId: '81234567890',
      host: AMIR,
    });
    const refused = madeRow({ frozen: frozen({ moveRefusedFor: AMIR }) });
    expect(planMeeting(input({ session: planned, meeting: refused }))).toMatchObject({
      kind: 'create',
      host: AMIR,
      replaces: '81234567890',
    });
  });

  it('knows its host by address in any case and by id', () => {
    for (const hostEmail of ['MARIA@company.com', 'id-of-maria']) {
      expect(planMeeting(input({ session: session({ hostEmail }) })).kind).toBe('keep');
    }
  });

  it('notes a zone that Zoom shows under another name', () => {
    const zoomTimezone = { wanted: 'Europe/Zurich', shown: 'UTC' };
    const lastSent = { ...madeRow().lastSent, timezone: 'UTC' };
    const meeting = madeRow({ frozen: frozen({ zoomTimezone }), lastSent });
    expect(planMeeting(input({ meeting }))).toMatchObject({
      kind: 'keep',
      rest: { syncState: 'synced', note: expect.stringContaining('Europe/Zurich') },
    });
  });
});

/** What a Zoom that does as told makes of a plan; the row as it is saved then. */
const afterStep = (
  plan: Exclude<MeetingPlan, { kind: 'keep' }>,
  at: { meeting: MeetingFacts; now: Date; policy: PlanPolicy; session: PlannedSession | null }
): MeetingFacts => {
  const { meeting, now } = at;
  switch (plan.kind) {
    case 'look-up':
      return { ...meeting, intent: null };
    case 'confirm-live':
      return { ...meeting, state: plan.isOver ? 'ended' : 'scheduled' };
    case 'create':
      return {
        ...meeting,
        zoomId: `${Number(meeting.zoomId ?? 0) + 1}`,
        accountId: at.policy.accountId,
        state: 'scheduled',
        startTime: new Date(plan.fields.start_time),
        durationMinutes: plan.fields.duration,
        hostEmail: plan.host,
        hostId: `id-of-${plan.host}`,
        lastSent: { ...plan.fields, host: plan.host },
        deletedAt: null,
        missingSince: null,
      };
    case 'move-host':
      return { ...meeting, frozen: { ...meeting.frozen, moveRefusedFor: plan.host } };
    case 'recover':
      return { ...meeting, deletedAt: null, state: 'scheduled' };
    case 'update':
      return {
        ...meeting,
        state: 'scheduled',
        startTime: plan.changes.start_time ? new Date(plan.changes.start_time) : meeting.startTime,
        durationMinutes: plan.changes.duration ?? meeting.durationMinutes,
        lastSent: { ...meeting.lastSent, ...plan.changes },
      };
    case 'delete':
      return { ...meeting, deletedAt: now, state: 'cancelled' };
    default:
      return plan satisfies never;
  }
};

const minutes = fc.integer({ min: -3 * DAY, max: 10 * DAY });
const moment = minutes.map(inMinutes);
const maybeMoment = fc.option(moment, { nil: null });

const anySession: fc.Arbitrary<PlannedSession> = fc
  .record({
    topic: fc.constantFrom('Algebra', 'Geometry'),
    startTime: moment,
    durationMinutes: fc.option(fc.integer({ min: 1, max: 1440 }), { nil: null }),
    hostEmail: fc.constantFrom(MARIA, AMIR, null),
    timezone: fc.constantFrom('Europe/Zurich', 'Asia/Kolkata', null),
  })
  .map((changes) => session(changes));

const anyRow: fc.Arbitrary<MeetingFacts> = fc.oneof(
  fc
    .record({ of: anySession, hasIntent: fc.boolean() })
    .map(({ of, hasIntent }) => newRow({ intent: hasIntent ? intentOf(of) : null })),
  fc
    .record({
      of: anySession,
      accountId: fc.constantFrom(ACCOUNT, 'account-2'),
      state: fc.constantFrom('scheduled', 'live', 'ended', 'cancelled' as const),
      removedAt: maybeMoment,
      deletedAt: maybeMoment,
      missingSince: maybeMoment,
    })
    .map(({ of, ...more }) => madeRow(more, of))
);

const anyInput = fc.record({
  now: fc.integer({ min: 0, max: DAY }).map(inMinutes),
  isBound: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
  session: fc.option(anySession, { nil: null }),
  meeting: anyRow,
  policy: fc
    .record({
      closedBecause: fc.option(fc.constant('off'), { nil: null, freq: 8 }),
      onUnpublish: fc.constantFrom('delete', 'keep' as const),
      defaultHost: fc.constantFrom(MARIA, null),
    })
    .map((more) => policy(more)),
});

describe('whatever the session, the row and the settings', () => {
  const runs = { numRuns: 2000 };

  it('a carried out plan leads to rest within a few steps', () => {
    fc.assert(
      fc.property(anyInput, (start) => {
        let { meeting } = start;
        let plan = planMeeting(start);
        for (let step = 0; plan.kind !== 'keep' && step < 6; step += 1) {
          meeting = afterStep(plan, { ...start, meeting });
          plan = planMeeting({ ...start, meeting });
        }
        expect(plan.kind).toBe('keep');
      }),
      runs
    );
  });

  it('what has been said is said again: rest is stable', () => {
    fc.assert(
      fc.property(anyInput, (start) => {
        const plan = planMeeting(start);
        if (plan.kind !== 'keep') return;
        const { state, syncState } = plan.rest;
        const again = planMeeting({ ...start, meeting: { ...start.meeting, state, syncState } });
        expect(again).toEqual(plan);
      }),
      runs
    );
  });

  it('what is said can be said in other languages', () => {
    fc.assert(
      fc.property(anyInput, (start) => {
        const plan = planMeeting(start);
        const note = plan.kind === 'keep' ? plan.rest.note : null;
        if (note === null || note === start.policy.closedBecause) return;
        expect(readSentence(note)).not.toBeNull();
      }),
      runs
    );
  });

  it('no meeting is made beside one that Zoom has, except for another host', () => {
    fc.assert(
      fc.property(anyInput, (start) => {
        const plan = planMeeting(start);
        if (plan.kind !== 'create') return;
        const { zoomId, deletedAt, missingSince, frozen: defaults } = start.meeting;
        const isInZoom = zoomId !== null && deletedAt === null && missingSince === null;
        expect(isInZoom && defaults.moveRefusedFor !== plan.host).toBe(false);
        expect(start.meeting.intent).toBeNull();
      }),
      runs
    );
  });

  it('nothing is deleted while its session is published, over, live, or of another account', () => {
    fc.assert(
      fc.property(anyInput, (start) => {
        if (planMeeting(start).kind !== 'delete') return;
        const { meeting } = start;
        expect(start.session).toBeNull();
        expect(start.isBound).toBe(true);
        expect(meeting.state).not.toBe('live');
        expect(meeting.accountId).toBe(ACCOUNT);
        const end =
          meeting.startTime && plannedEnd(meeting.startTime, meeting.durationMinutes ?? 0);
        expect(end && end <= start.now).toBeFalsy();
      }),
      runs
    );
  });

  it('no start in the past is ever sent for a meeting that exists', () => {
    fc.assert(
      fc.property(anyInput, (start) => {
        const plan = planMeeting(start);
        if (plan.kind !== 'update' || plan.changes.start_time === undefined) return;
        expect(Date.parse(plan.changes.start_time)).toBeGreaterThan(start.now.getTime());
      }),
      runs
    );
  });
});

import {
  HOST_DAY_LIMIT,
  KEPT_FOR_SOON,
  nextUtcMidnight,
} from '../../../server/src/domain/rate-budget';
import { createHostBudget } from '../../../server/src/jobs/host-budget';
import { onEachDatabase } from '../../support/job-database';

const now = new Date('2026-03-14T22:00:00Z');
const tomorrow = new Date('2026-03-15T00:00:00Z');
const soon = new Date('2026-03-15T09:00:00Z');
const far = new Date('2026-06-01T09:00:00Z');
const host = 'teacher@school.test';

onEachDatabase('host budget', (opened) => {
  const budgetOf = (accountId = 'account') =>
    createHostBudget({ database: opened().database, accountId: () => accountId });
  const useUp = async (calls: number, at = now) => {
    const budget = budgetOf();
    await budget.reserve({ host, startTime: soon, now: at });
    await opened().database.connection('zm_host_budgets').update({ used: calls });
    return budget;
  };
  const granted = (decisions: { kind: string }[]) =>
    decisions.filter(({ kind }) => kind === 'granted').length;

  it('counts each host and account apart', async () => {
    const budget = budgetOf();
    await budget.reserve({ host, startTime: soon, now });
    await budget.reserve({ host, startTime: soon, now });
    await budget.reserve({ host: 'other@school.test', startTime: soon, now });
    await budgetOf('another').reserve({ host, startTime: soon, now });
    expect(await budget.usage({ host, now })).toEqual({ host, used: 2, limit: HOST_DAY_LIMIT });
    expect(await budgetOf('another').usage({ host, now })).toMatchObject({ used: 1 });
    expect(await budgetOf('third').usage({ host, now })).toMatchObject({ used: 0 });
  });

  it('takes one address in any spelling for one host', async () => {
    const budget = budgetOf();
    await budget.reserve({ host: 'Teacher@School.test', startTime: soon, now });
    expect(await budget.usage({ host, now })).toMatchObject({ used: 1 });
  });

  describe('of a host with an address and a user id', () => {
    const id = 'KDcuGIm1QgePTO8WbOqwIQ';
    /** As long as nothing says that the two are one, each counts apart. */
    const learning = () => {
      const known = { isOne: false };
      const budget = createHostBudget({
        database: opened().database,
        accountId: () => 'account',
        hostNames: async (name) =>
          known.isOne && [host, id].includes(name)
            ? { name: host, aliases: [id] }
            : { name, aliases: [] },
      });
      return { known, budget };
    };

    it('is one day, whichever of them a call names', async () => {
      const { known, budget } = learning();
      known.isOne = true;
      await budget.reserve({ host, startTime: soon, now });
      await budget.reserve({ host: id, startTime: soon, now });
      expect(await budget.today({ now })).toEqual([
        { host, used: 2, limit: HOST_DAY_LIMIT, pause: null },
      ]);
      await budget.fill({ host: id, now });
      expect((await budget.reserve({ host, startTime: soon, now })).kind).toBe('refused');
    });

    it('keeps what was counted before the two were known to be one', async () => {
      const { known, budget } = learning();
      for (let calls = 0; calls < 60; calls += 1) {
        await budget.reserve({ host: id, startTime: soon, now });
      }
      for (let calls = 0; calls < 38; calls += 1) {
        await budget.reserve({ host, startTime: soon, now });
      }
      await budget.pauseHost({ host: id, until: tomorrow, because: 'no licence' });
      known.isOne = true;
      expect(await budget.usage({ host, now })).toMatchObject({ used: 98 });
      expect(await budget.usage({ host: id, now })).toMatchObject({ used: 98 });
      expect(await budget.hostPause({ host, now })).toMatchObject({ because: 'no licence' });
      expect(await budget.today({ now })).toMatchObject([{ host, used: 98 }]);
      const decisions = await Promise.all(
        [host, id, host, id].map((name) => budget.reserve({ host: name, startTime: soon, now }))
      );
      expect(granted(decisions)).toBe(2);
      await budget.release({ host, now });
      expect(await budget.usage({ host: id, now })).toMatchObject({ used: 99 });
      expect(await budget.usage({ host, now: tomorrow })).toMatchObject({ used: 0 });
    });
  });

  it('loses and invents no call when twenty ask at one moment', async () => {
    const budgets = [budgetOf(), budgetOf()];
    const decisions = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        budgets[at % 2]!.reserve({ host, startTime: soon, now })
      )
    );
    expect(granted(decisions)).toBe(20);
    expect(await budgetOf().usage({ host, now })).toMatchObject({ used: 20 });
  });

  it('grants twenty at one moment exactly what is left', async () => {
    const budget = await useUp(HOST_DAY_LIMIT - 7);
    const decisions = await Promise.all(
      Array.from({ length: 20 }, () => budget.reserve({ host, startTime: soon, now }))
    );
    expect(granted(decisions)).toBe(7);
    expect(decisions).toContainEqual({
      kind: 'refused',
      retryAt: nextUtcMidnight(now),
      because: 'spent',
    });
    expect(await budget.usage({ host, now })).toMatchObject({ used: HOST_DAY_LIMIT });
  });

  it('keeps the last calls for meetings that start soon', async () => {
    const budget = await useUp(HOST_DAY_LIMIT - KEPT_FOR_SOON);
    expect(await budget.reserve({ host, startTime: far, now })).toMatchObject({
      because: 'reserved',
    });
    expect(await budget.reserve({ host, startTime: soon, now })).toEqual({ kind: 'granted' });
  });

  it('starts anew with each UTC day', async () => {
    const budget = await useUp(HOST_DAY_LIMIT);
    expect((await budget.reserve({ host, startTime: soon, now })).kind).toBe('refused');
    expect(await budget.usage({ host, now: tomorrow })).toMatchObject({ used: 0 });
    expect((await budget.reserve({ host, startTime: far, now: tomorrow })).kind).toBe('granted');
    expect(await budget.usage({ host, now: tomorrow })).toMatchObject({ used: 1 });
  });

  it('gives calls back, never below none nor to another day', async () => {
    const budget = await useUp(2);
    await budget.release({ host, now: tomorrow });
    expect(await budget.usage({ host, now })).toMatchObject({ used: 2 });
    for (let calls = 0; calls < 3; calls += 1) await budget.release({ host, now });
    expect(await budget.usage({ host, now })).toMatchObject({ used: 0 });
  });

  it('is full when Zoom says so', async () => {
    const budget = budgetOf();
    await budget.fill({ host, now });
    expect((await budget.reserve({ host, startTime: soon, now })).kind).toBe('refused');
    await budget.fill({ host, now });
    expect(await budget.usage({ host, now })).toMatchObject({ used: HOST_DAY_LIMIT });
  });

  it('pauses a host until a moment or until all pauses are ended, its count untouched', async () => {
    const budget = await useUp(3);
    const because = 'Zoom does not know this host';
    await budget.pauseHost({ host, until: tomorrow, because });
    await budget.pauseHost({ host: 'new@school.test', until: tomorrow, because });
    expect(await budget.hostPause({ host, now })).toEqual({ until: tomorrow, because });
    expect(await budget.hostPause({ host: 'new@school.test', now })).toMatchObject({ because });
    expect(await budget.hostPause({ host, now: tomorrow })).toBeNull();
    expect(await budget.hostPause({ host: 'other@school.test', now })).toBeNull();
    await budgetOf('another').clearHostPauses();
    expect(await budget.hostPause({ host, now })).not.toBeNull();
    await budget.clearHostPauses();
    expect(await budget.hostPause({ host, now })).toBeNull();
    expect(await budget.usage({ host, now })).toMatchObject({ used: 3 });
  });
});

import { readOpenDocument } from '../../../admin/src/components/MeetingPanel/openDocument';
import { panelWords } from '../../../admin/src/components/MeetingPanel/panelWords';
import {
  shownTimes,
  showableZone,
  spacedZoomId,
  zoneLabel,
} from '../../../admin/src/components/MeetingPanel/plannedTime';
import { dueLater, pollDelayMs } from '../../../admin/src/components/MeetingPanel/polling';
import { MEETING_STATES, SYNC_STATES } from '../../../contracts/meeting';
import type { SessionPanel } from '../../../contracts/session-panel';
import { isKnown, warningValues } from '../../../admin/src/components/MeetingPanel/warningWords';

type Meeting = NonNullable<SessionPanel['meeting']>;

const meeting = (fields: Partial<Meeting> = {}): Meeting => ({
  documentId: 'm1',
  state: 'scheduled',
  syncState: 'synced',
  syncError: null,
  topic: 'Algebra I',
  startTime: '2026-03-03T15:00:00.000Z',
  endTime: '2026-03-03T16:00:00.000Z',
  durationMinutes: 60,
  timezone: 'Europe/Paris',
  zoomId: '81234567890',
  joinUrl: null,
  nextTryAt: null,
  drift: [],
  presentCount: null,
  ...fields,
});

const panel = (fields: Partial<SessionPanel> = {}): SessionPanel => ({
  meeting: meeting(),
  draft: { startTime: '2026-03-03T15:00:00.000Z', durationMinutes: 60, timezone: 'Europe/Paris' },
  warnings: [],
  nextPublish: null,
  canRepair: true,
  canStart: false,
  ...fields,
});

describe('the words of the panel', () => {
  it('has some for every state', () => {
    for (const state of MEETING_STATES) {
      for (const syncState of SYNC_STATES) {
        expect(panelWords({ state, syncState }, true).label).toMatch(/^panel\.state\./);
      }
    }
  });

  it.each([
    [{ state: 'unscheduled', syncState: 'pending' }, true, 'panel.state.scheduling'],
    [{ state: 'scheduled', syncState: 'pending' }, true, 'panel.state.updating'],
    [{ state: 'scheduled', syncState: 'pending' }, false, 'panel.state.cancelling'],
    [{ state: 'scheduled', syncState: 'failed' }, true, 'panel.state.failed'],
    [{ state: 'live', syncState: 'failed' }, true, 'panel.state.live'],
    [{ state: 'unscheduled', syncState: 'skipped' }, true, 'panel.state.notScheduled'],
    [{ state: 'cancelled', syncState: 'synced' }, false, 'panel.state.cancelled'],
    [null, false, 'panel.state.notScheduled'],
  ] as const)('calls %j (published: %s) %s', (row, isPublished, label) => {
    expect(panelWords(row, isPublished).label).toBe(label);
  });
});

describe('when the panel looks again', () => {
  it('is soon while a change is under way, and ever later', () => {
    const pending = panel({ meeting: meeting({ syncState: 'pending' }) });
    const delays = [0, 1, 2, 20].map((attempt) => pollDelayMs(pending, attempt));
    expect(delays).toEqual([2000, 3000, 4500, 30_000]);
  });

  it('is never where nothing changes by itself', () => {
    expect(pollDelayMs(undefined, 0)).toBeNull();
    expect(pollDelayMs(panel({ meeting: null }), 0)).toBeNull();
    expect(pollDelayMs(panel({ meeting: meeting({ state: 'ended' }) }), 0)).toBeNull();
    expect(
      pollDelayMs(panel({ meeting: meeting({ state: 'unscheduled', syncState: 'failed' }) }), 0)
    ).toBeNull();
  });

  it('is now and then for a meeting that may start or end', () => {
    expect(pollDelayMs(panel(), 5)).toBe(20_000);
  });
});

describe('the next try', () => {
  const now = Date.parse('2026-03-01T10:00:00Z');

  it('is told where it is far enough to wait for', () => {
    expect(dueLater('2026-03-01T10:01:00Z', now)).toBe('2026-03-01T10:01:00Z');
    expect(dueLater('2026-03-01T10:00:02Z', now)).toBeNull();
    expect(dueLater(null, now)).toBeNull();
  });
});

describe('the times of the panel', () => {
  const moved = {
    startTime: '2026-03-04T15:00:00Z',
    durationMinutes: 60,
    timezone: 'Europe/Paris',
  };

  it("is the meeting's alone while the draft says the same", () => {
    expect(shownTimes(panel())).toMatchObject({
      now: { startTime: '2026-03-03T15:00:00.000Z' },
      afterPublishing: null,
    });
  });

  it('has a second one where publishing moves the meeting', () => {
    expect(shownTimes(panel({ draft: moved })).afterPublishing).toEqual(moved);
  });

  it('keeps the time of a meeting that runs or is over', () => {
    for (const state of ['live', 'ended'] as const) {
      const times = shownTimes(panel({ meeting: meeting({ state }), draft: moved }));
      expect(times.afterPublishing).toBeNull();
    }
  });

  it('gives a cancelled meeting only the time it will have', () => {
    const times = shownTimes(panel({ meeting: meeting({ state: 'cancelled' }), draft: moved }));
    expect(times).toEqual({ now: null, afterPublishing: moved });
  });

  it("is the draft's before there is a meeting", () => {
    const unscheduled = meeting({ state: 'unscheduled', startTime: null });
    expect(shownTimes(panel({ meeting: null, draft: moved })).now).toEqual(moved);
    expect(shownTimes(panel({ meeting: unscheduled, draft: moved })).now).toEqual(moved);
  });

  it('is none without a start', () => {
    const draft = { startTime: null, durationMinutes: 60, timezone: 'UTC' };
    expect(shownTimes(panel({ meeting: null, draft }))).toEqual({
      now: null,
      afterPublishing: null,
    });
  });
});

describe('a time zone', () => {
  it('is UTC where the browser does not know it', () => {
    expect(showableZone('Mars/Olympus')).toBe('UTC');
    expect(showableZone(null)).toBe('UTC');
    expect(showableZone('Asia/Tokyo')).toBe('Asia/Tokyo');
  });

  it('is written with the offset of the day it is about', () => {
    const label = (at: string) =>
      zoneLabel({ name: 'Europe/Paris', at: new Date(at), locale: 'en' });
    expect(label('2026-01-10T12:00:00Z')).toBe('Europe/Paris (GMT+1)');
    expect(label('2026-07-10T12:00:00Z')).toBe('Europe/Paris (GMT+2)');
  });
});

describe('a Zoom id', () => {
  it.each([
    ['81234567890', '812 3456 7890'],
    ['8123456789', '812 345 6789'],
    ['12', '12'],
  ])('%s is written %s', (id, written) => {
    expect(spacedZoomId(id)).toBe(written);
  });
});

describe('the open document', () => {
  const draft = { updatedAt: 'T1', publishedAt: null, locale: 'en', status: 'draft' };

  it('has another version after a publish and after an unpublish', () => {
    const versionWith = (availableStatus: { updatedAt: string; publishedAt: string }[]) =>
      readOpenDocument({
        document: draft,
        meta: { availableStatus, availableLocales: [] },
      }).version;
    const unpublished = versionWith([]);
    const published = versionWith([{ updatedAt: 'T1', publishedAt: 'T2' }]);
    const again = versionWith([{ updatedAt: 'T1', publishedAt: 'T3' }]);
    expect(new Set([unpublished, published, again]).size).toBe(3);
  });

  it('counts as published where another language is', () => {
    const meta = { availableStatus: [], availableLocales: [{ locale: 'fr', status: 'modified' }] };
    expect(readOpenDocument({ document: draft, meta }).isPublished).toBe(true);
    expect(readOpenDocument({ document: draft, meta: undefined }).isPublished).toBe(false);
  });

  it('is nothing while it is cloned', () => {
    expect(readOpenDocument({ document: undefined, meta: undefined })).toMatchObject({
      locale: null,
      isPublished: false,
    });
  });
});

describe('a warning of the server', () => {
  it('is filled in with what it is about, its moment as people write it', () => {
    const warning = {
      ...{ kind: 'overlap' as const, host: 'a@school.example', topic: 'Algebra' },
      ...{ startTime: '2026-03-02T10:00:00.000Z', text: 'in English' },
    };
    expect(isKnown(warning.kind)).toBe(true);
    expect(
      warningValues(warning, { momentOf: (iso) => iso.slice(0, 10), said: (text) => text })
    ).toEqual({
      host: 'a@school.example',
      topic: 'Algebra',
      startTime: '2026-03-02',
    });
  });

  it('is said in English where there are no texts for it', () => {
    expect(isKnown('of-a-newer-server')).toBe(false);
    expect(isKnown('toString')).toBe(false);
  });
});

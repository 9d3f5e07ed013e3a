import {
  baselineAfterWrite,
  driftBetween,
  driftMark,
  sentAsInZoom,
  sentWithout,
} from '../../../server/src/domain/drift';
import { compareWithList } from '../../../server/src/domain/sweep';

const afterOurWrite = {
  topic: 'Algebra',
  duration: 60,
  'settings.waiting_room': true,
};

describe('what somebody changed in Zoom', () => {
  it('is what differs from Zoom’s answer after our last write', () => {
    const now = { ...afterOurWrite, topic: 'Geometry', 'settings.waiting_room': false };
    expect(driftBetween({ afterOurWrite, now, sent: { topic: 'Algebra' } })).toEqual([
      { field: 'topic', cms: 'Algebra', zoom: 'Geometry' },
      { field: 'settings.waiting_room', cms: 'true', zoom: 'false' },
    ]);
  });

  it('is nothing where Zoom rewrote what we sent, nor where a field is new', () => {
    const now = { ...afterOurWrite, timezone: 'Asia/Calcutta' };
    const sent = { timezone: 'Asia/Kolkata', topic: 'algebra' };
    expect(driftBetween({ afterOurWrite, now, sent })).toEqual([]);
  });

  it('tells one change from the next, whatever their order', () => {
    const one = { field: 'topic', cms: 'A', zoom: 'B' };
    const other = { field: 'duration', cms: '60', zoom: '90' };
    expect(driftMark([one, other])).toBe(driftMark([other, one]));
    expect(driftMark([one])).not.toBe(driftMark([{ ...one, zoom: 'C' }]));
  });

  it('is sent again once it is no longer counted as sent', () => {
    const drift = [{ field: 'topic', cms: 'A', zoom: 'B' }];
    expect(sentWithout({ topic: 'A', duration: 60 }, drift)).toEqual({ duration: 60 });
  });

  it('is what was sent, once a person accepts it, in the types in which it is sent', () => {
    const drift = [
      { field: 'duration', cms: '60', zoom: '90' },
      { field: 'settings.waiting_room', cms: 'true', zoom: 'false' },
    ];
    expect(sentAsInZoom(drift)).toEqual({ duration: 90, 'settings.waiting_room': false });
  });
});

describe('a sweep', () => {
  const startTime = new Date('2026-12-01T10:00:00Z');
  const lastSeen = { topic: 'Algebra', start_time: '2026-12-01T10:00:00Z', duration: 60 };
  const listed = { id: '1', topic: 'Algebra', startTime, durationMinutes: 60 };

  it('finds nothing where Zoom lists what it last answered', () => {
    const found = compareWithList({
      managed: [{ zoomId: '1', lastSeen }],
      listed: [listed],
      ownedIds: new Set(['1']),
    });
    expect(found).toEqual({ toRead: [], notListed: [], inZoomOnly: [] });
  });

  it('has read what is listed otherwise or not at all, and lists what is nobody’s', () => {
    const moved = { zoomId: '2', lastSeen };
    const unlisted = { zoomId: '3', lastSeen };
    const found = compareWithList({
      managed: [moved, unlisted],
      listed: [
        { ...listed, id: '2', durationMinutes: 90 },
        { ...listed, id: '9' },
      ],
      ownedIds: new Set(['2', '3']),
    });
    expect(found.toRead).toEqual([moved]);
    expect(found.notListed).toEqual([unlisted]);
    expect(found.inZoomOnly.map(({ id }) => id)).toEqual(['9']);
  });
});

describe('what reads after our write are compared with', () => {
  it('is Zoom’s answer where we wrote, and what was before where we did not', () => {
    const now = { topic: 'Geometry', duration: 45, 'settings.waiting_room': true, agenda: '' };
    const sent = { topic: 'Geometry' };
    const baseline = baselineAfterWrite({ before: afterOurWrite, now, sent });
    expect(baseline).toEqual({ ...now, duration: 60 });
    expect(driftBetween({ afterOurWrite: baseline, now, sent })).toEqual([
      { field: 'duration', cms: '60', zoom: '45' },
    ]);
  });
});

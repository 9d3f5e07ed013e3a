import { nextPublish } from '../../../server/src/domain/next-publish';
import { AMIR, frozen, madeRow, MARIA, session } from './planning';

const told = (draft: Parameters<typeof session>[0], meeting = madeRow()) =>
  nextPublish({ draft: session(draft), meeting, frozen: frozen() });

describe('what the next publish does in Zoom', () => {
  it('is nothing where nothing differs', () => {
    expect(told({})).toEqual({ kind: 'nothing' });
  });

  it('names each field that differs, as it is and as it will be', () => {
    expect(told({ durationMinutes: 45, topic: 'Algebra II' })).toEqual({
      kind: 'change',
      fields: [
        { field: 'topic', from: 'Algebra - Session 1', to: 'Algebra II' },
        { field: 'duration', from: '60', to: '45' },
      ],
    });
  });

  it('names another host, whatever its spelling', () => {
    expect(told({ hostEmail: AMIR })).toEqual({
      kind: 'change',
      fields: [{ field: 'host', from: MARIA, to: AMIR }],
    });
    expect(told({ hostEmail: MARIA.toUpperCase() })).toEqual({ kind: 'nothing' });
  });

  it('makes a meeting where Zoom has none, or no longer', () => {
    const none = { draft: session(), meeting: null, frozen: frozen() };
    expect(nextPublish(none)).toEqual({ kind: 'create' });
    expect(told({}, madeRow({ deletedAt: new Date() }))).toEqual({ kind: 'create' });
    expect(told({}, madeRow({ missingSince: new Date() }))).toEqual({ kind: 'create' });
  });

  it('leaves a meeting alone that runs or is over', () => {
    expect(told({ durationMinutes: 5 }, madeRow({ state: 'live' }))).toEqual({ kind: 'nothing' });
    expect(told({ durationMinutes: 5 }, madeRow({ state: 'ended' }))).toEqual({ kind: 'nothing' });
  });
});

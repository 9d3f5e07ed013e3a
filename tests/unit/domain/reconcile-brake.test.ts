import fc from 'fast-check';

import { BRAKE, brakeReason } from '../../../server/src/domain/reconcile-brake';

describe('the brake of a reconcile', () => {
  it('lets small repairs pass', () => {
    expect(brakeReason({ creates: 0, cancels: 0, managed: 0 })).toBeNull();
    expect(brakeReason({ creates: 50, cancels: 0, managed: 10 })).toBeNull();
    expect(brakeReason({ creates: 0, cancels: 5, managed: 50 })).toBeNull();
  });

  it('stops before more than five meetings are cancelled', () => {
    const reason = brakeReason({ creates: 0, cancels: 6, managed: 1000 });
    expect(reason).toContain('6 of 1000 future meetings would be cancelled');
  });

  it('stops before more than a tenth is cancelled', () => {
    expect(brakeReason({ creates: 0, cancels: 2, managed: 19 })).not.toBeNull();
    expect(brakeReason({ creates: 0, cancels: 2, managed: 20 })).toBeNull();
    expect(brakeReason({ creates: 0, cancels: 1, managed: 1 })).not.toBeNull();
  });

  it('stops before more than fifty are made', () => {
    expect(brakeReason({ creates: 51, cancels: 0, managed: 0 })).toContain('51 meetings');
  });

  it('never lets more pass for more work', () => {
    const few = fc.nat({ max: 200 });
    fc.assert(
      fc.property(few, few, few, (creates, cancels, managed) => {
        const reason = brakeReason({ creates, cancels, managed });
        if (reason === null) {
          expect(cancels).toBeLessThanOrEqual(BRAKE.cancels);
          expect(creates).toBeLessThanOrEqual(BRAKE.creates);
        } else {
          expect(
            brakeReason({ creates: creates + 1, cancels: cancels + 1, managed })
          ).not.toBeNull();
        }
      })
    );
  });
});

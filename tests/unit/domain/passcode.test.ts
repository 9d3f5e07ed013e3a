import { randomInt } from 'node:crypto';

import { makePasscode } from '../../../server/src/domain/passcode';

describe('makePasscode', () => {
  it('has ten characters, among them both cases and a digit', () => {
    for (let round = 0; round < 200; round += 1) {
      const passcode = makePasscode((below) => randomInt(below));
      expect(passcode).toMatch(/^[a-zA-Z0-9]{10}$/);
      expect(passcode).toMatch(/[a-z]/);
      expect(passcode).toMatch(/[A-Z]/);
      expect(passcode).toMatch(/[0-9]/);
    }
  });

  it('takes its randomness as an argument', () => {
    expect(makePasscode(() => 0)).toBe(makePasscode(() => 0));
  });
});

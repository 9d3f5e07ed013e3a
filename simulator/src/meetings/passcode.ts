import { randomBytes, randomInt } from 'node:crypto';
import type { Settings } from '../options';
import { zoomErrors } from '../zoom-errors';

const CONTAINS = {
  letter: /[A-Za-z]/,
  digit: /[0-9]/,
  special: /[@\-_*!]/,
};

/** Refuses a custom passcode the account's rule does not allow. */
export function checkPasscode(passcode: string, rule: Settings['refusePasscode']): void {
  if (rule === false) return;
  if (rule === true || breaks(passcode, rule)) throw zoomErrors.invalidField('password');
}

/** Six digits, unless the account demands more. */
export function generatePasscode(rule: Settings['refusePasscode']): string {
  const digits = String(randomInt(100_000, 999_999));
  if (typeof rule === 'boolean' || !breaks(digits, rule)) return digits;
  return `a${randomBytes(3).toString('hex')}7!x`.slice(0, 10);
}

function breaks(passcode: string, rule: Exclude<Settings['refusePasscode'], boolean>): boolean {
  const isTooShort = passcode.length < (rule.minLength ?? 0);
  return isTooShort || (rule.needs ?? []).some((kind) => !CONTAINS[kind].test(passcode));
}

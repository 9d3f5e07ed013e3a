import { ZOOM_LIMITS } from '../../../contracts/meeting';

const CLASSES = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789'] as const;
const ALL = CLASSES.join('');

/**
 * A passcode that Zoom's stricter account rules accept too: letters of both cases and digits, of the
 * greatest length Zoom allows, without letters that are mistaken for digits.
 *
 * @param randomInt a uniformly random integer from 0 to below its argument, fit for secrets.
 */
export const makePasscode = (randomInt: (below: number) => number): string => {
  const pick = (letters: string): string => letters.charAt(randomInt(letters.length));
  const letters = CLASSES.map(pick);
  while (letters.length < ZOOM_LIMITS.passwordLength) letters.push(pick(ALL));
  for (let last = letters.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [letters[last], letters[other]] = [letters[other] ?? '', letters[last] ?? ''];
  }
  return letters.join('');
};

/** The zones this browser knows. `UTC` is valid everywhere but not in every browser's list. */
export const KNOWN_ZONES = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
];

/** How far a zone is from UTC at a moment, as `GMT+2`; empty for a zone the browser does not know. */
export const offsetOf = (zone: string, at: Date): string => {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' });
    return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  } catch {
    return '';
  }
};

/** `Europe/Paris (GMT+2)`. */
export const zoneWithOffset = (zone: string, at: Date): string => {
  const offset = offsetOf(zone, at);
  return offset === '' || offset === zone ? zone : `${zone} (${offset})`;
};

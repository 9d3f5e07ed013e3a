/** Names that Zoom's list of zones has under an older spelling [Zoom Meetings API, time zones]. */
const OLDER_SPELLING: Readonly<Record<string, string>> = {
  'Asia/Kolkata': 'Asia/Calcutta',
  'Asia/Kathmandu': 'Asia/Katmandu',
  'Asia/Yangon': 'Asia/Rangoon',
  'Asia/Ho_Chi_Minh': 'Asia/Saigon',
  'Europe/Kyiv': 'Europe/Kiev',
  'America/Nuuk': 'America/Godthab',
  'Pacific/Kanton': 'Pacific/Enderbury',
  'Etc/UTC': 'UTC',
  'Etc/GMT': 'UTC',
};

const NEWER_SPELLING: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(OLDER_SPELLING).map(([newer, older]) => [older, newer])
);

/** What Zoom is told instead of a zone name that it refused. */
export type TimezoneFallback = { wanted: string; shown: string };

/** The name to send for a zone: the fallback found for it, else itself. */
export const shownTimezone = (wanted: string, fallback: TimezoneFallback | undefined): string =>
  fallback?.wanted === wanted ? fallback.shown : wanted;

/**
 * What to try after Zoom refused a name: an alias of the same zone, at last `UTC` (the instant
 * stays right, only Zoom's label differs). Null where `UTC` itself was refused.
 */
export const nextTimezone = (
  wanted: string,
  fallback: TimezoneFallback | undefined
): TimezoneFallback | null => {
  const refused = shownTimezone(wanted, fallback);
  if (refused === 'UTC') return null;
  const alias = OLDER_SPELLING[wanted] ?? NEWER_SPELLING[wanted] ?? 'UTC';
  return { wanted, shown: refused === wanted ? alias : 'UTC' };
};

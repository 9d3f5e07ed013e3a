import type { RateLabel } from '../api/endpoint-table';
import { toZoomTime, utcDay } from '../clock';
import type { Settings } from '../options';
import { PLAN_LIMITS } from './plan-limits';
import { rateRefusals } from './rate-refusals';

/** Counts calls per label, for the whole account, by the second and by the UTC day. */
export interface RateLimiter {
  /** Counts one call and returns the headers Zoom adds; throws Zoom's 429 past a limit. */
  admit(label: RateLabel): Record<string, string>;
}

interface Window {
  key: string | number;
  used: number;
}

const DAY_MS = 86_400_000;
const CATEGORY: Record<RateLabel, string> = { light: 'Light', medium: 'Medium', heavy: 'Heavy' };

export function createRateLimiter(settings: Settings, readNow: () => number): RateLimiter {
  const windows = new Map<string, Window>();

  function count(name: string, key: string | number): number {
    const window = windows.get(name);
    if (window?.key === key) return (window.used += 1);
    windows.set(name, { key, used: 1 });
    return 1;
  }

  function headers(label: RateLabel, details: Record<string, string>): Record<string, string> {
    if (settings.rateLimitHeaders === 'none') return {};
    const category = { 'X-RateLimit-Category': CATEGORY[label] };
    return settings.rateLimitHeaders === 'category' ? category : { ...category, ...details };
  }

  return {
    admit(label) {
      const { perSecond, perDay } = PLAN_LIMITS[settings.plan][label];
      const now = readNow();
      const second = Math.floor(now / 1000);
      const inSecond = count(`${label} second`, second);
      const inDay = count(`${label} day`, utcDay(now));
      if (settings.rateLimits && perDay !== null && inDay > perDay) {
        const midnight = (Math.floor(now / DAY_MS) + 1) * DAY_MS;
        throw rateRefusals.perDay(
          headers(label, {
            'X-RateLimit-Type': 'Daily-limit',
            'X-RateLimit-Limit': String(perDay),
            'X-RateLimit-Remaining': '0',
            'Retry-After': toZoomTime(midnight),
          })
        );
      }
      const details = {
        'X-RateLimit-Type': 'QPS',
        'X-RateLimit-Limit': String(perSecond),
        'X-RateLimit-Remaining': String(Math.max(0, perSecond - inSecond)),
        'X-RateLimit-Reset': String(second + 1),
      };
      if (settings.rateLimits && inSecond > perSecond) {
        throw rateRefusals.perSecond(settings.perSecondCode, headers(label, details));
      }
      return headers(label, details);
    },
  };
}

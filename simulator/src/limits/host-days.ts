import { utcDay } from '../clock';
import type { Settings } from '../options';
import { HOST_DAY_LIMIT } from './plan-limits';
import { rateRefusals } from './rate-refusals';

/** Creations and updates per host since 00:00 UTC, over all meetings of that host. */
export interface HostDays {
  /** Counts one request before its body is looked at; throws Zoom's 429 past the hundredth. */
  admit(hostId: string): void;
  used(hostId: string): number;
  set(hostId: string, used: number): void;
}

export function createHostDays(settings: Settings, readNow: () => number): HostDays {
  let day = '';
  let usedByHost = new Map<string, number>();

  function today(): Map<string, number> {
    const current = utcDay(readNow());
    if (current !== day) {
      day = current;
      usedByHost = new Map();
    }
    return usedByHost;
  }

  return {
    admit(hostId) {
      const used = today().get(hostId) ?? 0;
      if (settings.rateLimits && used >= HOST_DAY_LIMIT) throw rateRefusals.hostDay();
      today().set(hostId, used + 1);
    },
    used: (hostId) => today().get(hostId) ?? 0,
    set(hostId, used) {
      today().set(hostId, used);
    },
  };
}

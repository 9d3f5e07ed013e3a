import { utcDay } from '../clock';
import type { Settings } from '../options';
import { rateRefusals } from './rate-refusals';

/** Adds and status changes of one registrant of one meeting since 00:00 UTC. */
export interface RegistrantDays {
  /** Counts one add of each; throws Zoom's 429 where one of them had three, and counts none. */
  admitAdds(meetingId: number, emails: string[]): void;
  /** The same of changes of the status, ten a day. */
  admitDecisions(meetingId: number, emails: string[]): void;
}

/** Per registrant, meeting and UTC day: developers.zoom.us/docs/api/rate-limits. */
const MOST = { add: 3, decide: 10 } as const;

export function createRegistrantDays(settings: Settings, readNow: () => number): RegistrantDays {
  let day = '';
  let used = new Map<string, number>();

  function admit(kind: keyof typeof MOST, meetingId: number, emails: string[]): void {
    const current = utcDay(readNow());
    if (current !== day) {
      day = current;
      used = new Map();
    }
    const keys = emails.map((email) => `${kind} ${meetingId} ${email.toLowerCase()}`);
    const spent = keys.findIndex((key) => (used.get(key) ?? 0) >= MOST[kind]);
    if (settings.rateLimits && spent >= 0) {
      throw rateRefusals.registrantDay({ kind, limit: MOST[kind], email: emails[spent] ?? '' });
    }
    for (const key of keys) used.set(key, (used.get(key) ?? 0) + 1);
  }

  return {
    admitAdds: (meetingId, emails) => admit('add', meetingId, emails),
    admitDecisions: (meetingId, emails) => admit('decide', meetingId, emails),
  };
}

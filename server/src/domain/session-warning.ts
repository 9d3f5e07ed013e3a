import type { SessionWarning } from '../../../contracts/session-panel';
import { minuteUtc } from './minute-utc';

type Warned = SessionWarning extends infer Each
  ? Each extends { text: string }
    ? Omit<Each, 'text'>
    : never
  : never;

const inWords = (warned: Warned): string => {
  switch (warned.kind) {
    case 'closed':
      return `No meeting will be made: ${warned.because}`;
    case 'past':
      return 'No meeting will be made: the session lies in the past.';
    case 'no-host':
      return 'No meeting will be made: there is no host, neither here nor in the Zoom settings.';
    case 'host-refused':
      return `No meeting will be made: ${warned.host} may not host meetings here (Settings → Zoom → Hosts).`;
    case 'halted':
      return `Work with Zoom is paused, and this meeting waits: ${warned.because}`;
    case 'host-changes':
      return 'Another host: unless Zoom can move the meeting, it gets a new link.';
    case 'host-paused':
      return `Zoom does not take changes for ${warned.host} now: ${warned.because}`;
    case 'day-used':
      return `${warned.host} has no changes left today: Zoom takes ${warned.limit} a day and host. The meeting follows after midnight UTC, or choose another host.`;
    case 'overlap':
      return `${warned.host} also hosts "${warned.topic}" from ${minuteUtc(new Date(warned.startTime))}. Zoom lets most hosts run one meeting at a time.`;
    case 'from-before':
      return 'It was published before its type had Zoom meetings, so it has none. Publish it again, or make the meetings of all such entries under Zoom → Overview.';
    default:
      return warned satisfies never;
  }
};

/** A warning with its English words: for who reads the answer and not the panel. */
export const sessionWarning = (warned: Warned): SessionWarning => ({
  ...warned,
  text: inWords(warned),
});

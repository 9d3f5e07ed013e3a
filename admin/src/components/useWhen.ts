import { useIntl } from 'react-intl';

import type { MeetingEntry } from '../../../contracts/meeting-desk';
import { showableZone } from './MeetingPanel/plannedTime';

const DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const HOUR = { hour: 'numeric', minute: '2-digit' } as const;

/** How the zone of the viewer is called, with its offset of now: `Europe/Paris (GMT+1)`. */
export const viewerZoneLabel = (locale: string): string => {
  const format = new Intl.DateTimeFormat(locale, { timeZoneName: 'shortOffset' });
  const { timeZone } = format.resolvedOptions();
  const offset = format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value;
  return offset === undefined ? timeZone : `${timeZone} (${offset})`;
};

type Times = Pick<MeetingEntry, 'startTime' | 'endTime'>;

/**
 * Writes when a meeting is, `Mon, Mar 2, 10:00 – 11:00 AM`: in the zone given, else in the viewer's.
 * Null where it has no time.
 */
export const useWhen = (): ((times: Times, zone?: string | null) => string | null) => {
  const { formatDate, formatDateTimeRange } = useIntl();
  return ({ startTime, endTime }, zone) => {
    if (startTime === null) return null;
    const start = new Date(startTime);
    const isThisYear = start.getFullYear() === new Date().getFullYear();
    const format = {
      ...DAY,
      ...HOUR,
      ...(isThisYear ? {} : ({ year: 'numeric' } as const)),
      ...(zone == null ? {} : { timeZone: showableZone(zone) }),
    };
    if (endTime === null || endTime <= startTime) return formatDate(start, format);
    return formatDateTimeRange(start, new Date(endTime), format);
  };
};

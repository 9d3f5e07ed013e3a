import type { IntlShape } from 'react-intl';

import type { SessionPanel } from '../../../../contracts/session-panel';
import type { Text } from '../../translations/useText';
import { showableZone, startAndEnd, timeFormat } from './plannedTime';

type Meeting = NonNullable<SessionPanel['meeting']>;

/** A meeting in words to paste into a mail; null where there is no link to give. */
export const invitation = (
  meeting: Meeting,
  { text, intl }: { text: Text; intl: Pick<IntlShape, 'formatDateTimeRange'> }
): string | null => {
  const { topic, joinUrl, startTime, durationMinutes, timezone, zoomId } = meeting;
  if (joinUrl === null || startTime === null) return null;
  const zone = showableZone(timezone);
  const { start, end } = startAndEnd({ startTime, durationMinutes, timezone });
  const when = intl.formatDateTimeRange(start, end, timeFormat(zone));
  return [
    topic ?? '',
    `${when} (${zone})`,
    '',
    text('panel.invitation.join', { joinUrl }),
    ...(zoomId === null ? [] : [text('panel.invitation.id', { zoomId })]),
  ]
    .join('\n')
    .trim();
};

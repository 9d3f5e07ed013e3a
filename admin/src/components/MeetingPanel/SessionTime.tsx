import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import { useText } from '../../translations/useText';
import {
  dayFormat,
  hourFormat,
  type PlannedTime,
  showableZone,
  startAndEnd,
  timeFormat,
  viewerZone,
  zoneLabel,
} from './plannedTime';

/** When a session is, in its own zone, and in the viewer's where the clock there says another time. */
export const SessionTime = ({ label, time }: { label: string; time: PlannedTime }) => {
  const text = useText();
  const { formatDate, formatDateTimeRange, locale } = useIntl();
  const { start, end } = startAndEnd(time);
  const zone = showableZone(time.timezone);
  const here = viewerZone();

  /** Day and hours on a line each; one range where the session ends on another day. */
  const linesIn = (timeZone: string): string[] => {
    const day = formatDate(start, dayFormat(timeZone));
    return day === formatDate(end, dayFormat(timeZone))
      ? [day, formatDateTimeRange(start, end, hourFormat(timeZone))]
      : [formatDateTimeRange(start, end, timeFormat(timeZone))];
  };
  const sessionLines = linesIn(zone);
  const viewerLines = linesIn(here);
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <LabelledTime
        label={label}
        lines={sessionLines}
        zone={zoneLabel({ name: zone, at: start, locale })}
      />
      {viewerLines.join() !== sessionLines.join() && (
        <LabelledTime
          label={text('panel.time.viewer')}
          lines={viewerLines}
          zone={zoneLabel({ name: here, at: start, locale })}
        />
      )}
    </Flex>
  );
};

type LabelledTimeProps = { label: string; lines: string[]; zone: string };

const LabelledTime = ({ label, lines, zone }: LabelledTimeProps) => (
  <Flex direction="column" alignItems="stretch">
    <Typography variant="pi" textColor="neutral600">
      {label}
    </Typography>
    {lines.map((line) => (
      <Typography key={line} textColor="neutral800">
        {line}
      </Typography>
    ))}
    <Typography variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
      {zone}
    </Typography>
  </Flex>
);

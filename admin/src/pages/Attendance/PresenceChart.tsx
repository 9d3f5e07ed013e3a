import { Box, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import {
  Area,
  AreaChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useTheme } from 'styled-components';

import type { PresenceCurve } from '../../../../contracts/attendance-overview';
import { useText } from '../../translations/useText';

/** The chart's height, also while it is loaded. */
export const CHART_HEIGHT = '22rem';

type Colours = Record<
  'primary600' | 'primary100' | 'neutral0' | 'neutral150' | 'neutral600',
  string
>;

/** How many people were there from moment to moment; the sentence below says it in words. */
const PresenceChart = ({ curve }: { curve: PresenceCurve }) => {
  const text = useText();
  const { formatTime, formatNumber } = useIntl();
  // The design system's theme: light or dark, whichever the panel is in.
  const { colors } = useTheme() as { colors: Colours };
  const points = curve.points.map(({ at, people }) => ({ at: Date.parse(at), people }));
  const timeOf = (at: number): string => formatTime(at, { hour: 'numeric', minute: '2-digit' });
  const tick = { fill: colors.neutral600, fontSize: 12 };
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Box height={CHART_HEIGHT} aria-hidden>
        <ResponsiveContainer width="100%" height="100%">
          <AreaChart
            data={points}
            margin={{ top: 8, right: 24, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke={colors.neutral150} />
            <XAxis
              dataKey="at"
              type="number"
              domain={['dataMin', 'dataMax']}
              tickFormatter={timeOf}
              tick={tick}
              tickLine={false}
              axisLine={{ stroke: colors.neutral150 }}
              minTickGap={48}
            />
            <YAxis
              allowDecimals={false}
              tickFormatter={(value: number) => formatNumber(value)}
              tick={tick}
              tickLine={false}
              axisLine={false}
              width={48}
            />
            <Tooltip
              labelFormatter={(at) => timeOf(Number(at))}
              formatter={(people) => [
                text('list.people', { count: Number(people) }),
                text('attendance.chart.present'),
              ]}
              contentStyle={{
                background: colors.neutral0,
                borderColor: colors.neutral150,
                borderRadius: 4,
                fontSize: 14,
              }}
              labelStyle={{ color: colors.neutral600 }}
              itemStyle={{ color: colors.neutral600 }}
            />
            <Area
              type="stepAfter"
              dataKey="people"
              stroke={colors.primary600}
              strokeWidth={2}
              fill={colors.primary100}
              isAnimationActive={false}
            />
          </AreaChart>
        </ResponsiveContainer>
      </Box>
      <Typography variant="pi" textColor="neutral600">
        {curve.peak === null
          ? text('attendance.chart.nobody')
          : text('attendance.chart.peak', {
              count: curve.peak.people,
              at: timeOf(Date.parse(curve.peak.at)),
              from: timeOf(Date.parse(curve.from)),
              to: timeOf(Date.parse(curve.to)),
            })}
      </Typography>
    </Flex>
  );
};

export default PresenceChart;

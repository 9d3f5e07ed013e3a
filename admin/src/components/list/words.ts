import { useIntl } from 'react-intl';

import { useText } from '../../translations/useText';

const MINUTE_S = 60;
const HOUR_S = 3600;

/** A length of time as people say it: `1 h 20 min`, `45 min`, `30 s`. */
export const useLength = () => {
  const { formatNumber } = useIntl();
  const unit = (value: number, name: 'hour' | 'minute' | 'second'): string =>
    formatNumber(value, { style: 'unit', unit: name, unitDisplay: 'short' });
  return (seconds: number): string => {
    if (seconds < MINUTE_S) return unit(Math.round(seconds), 'second');
    const minutes = Math.round(seconds / MINUTE_S);
    if (seconds < HOUR_S) return unit(minutes, 'minute');
    const rest = minutes % 60;
    const hours = unit(Math.floor(minutes / 60), 'hour');
    return rest === 0 ? hours : `${hours} ${unit(rest, 'minute')}`;
  };
};

/** When something was, in the viewer's zone; a dash where nobody knows. */
export const useMoment = () => {
  const { formatDate } = useIntl();
  const text = useText();
  return (at: string | null, style: 'short' | 'full' = 'short'): string =>
    at === null
      ? text('list.unknown')
      : formatDate(at, {
          dateStyle: 'medium',
          timeStyle: style === 'full' ? 'medium' : 'short',
        });
};

/** The day something was on; a dash where nobody knows. */
export const useDay = () => {
  const { formatDate } = useIntl();
  return (at: string | null): string =>
    at === null ? '–' : formatDate(at, { dateStyle: 'medium' });
};

/** `1:05:09`, as players show where they are. */
export const clockOf = (seconds: number): string => {
  const whole = Math.floor(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / HOUR_S);
  const rest = `${Math.floor((whole % HOUR_S) / MINUTE_S)}`;
  return hours > 0
    ? `${hours}:${rest.padStart(2, '0')}:${two(whole % MINUTE_S)}`
    : `${rest}:${two(whole % MINUTE_S)}`;
};

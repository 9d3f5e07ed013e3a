import { Box, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { HostQuota, Overview } from '../../../../contracts/meeting-desk';
import { Card } from '../../components/Card';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';

const SHOWN = 8;

/** Zoom takes so many changes per host and day: what each has used. */
export const QuotaToday = ({ quota }: { quota: Overview['quota'] }) => {
  const text = useText();
  const { formatTime } = useIntl();
  const shown = quota.hosts.slice(0, SHOWN);
  const hidden = quota.hosts.length - shown.length;
  return (
    <Card
      title={text('overview.quota')}
      hint={text('overview.quota.hint', {
        time: formatTime(quota.resetsAt, { hour: 'numeric', minute: '2-digit' }),
      })}
    >
      {shown.length === 0 ? (
        <Typography textColor="neutral600">{text('overview.quota.none')}</Typography>
      ) : (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
          {shown.map((host) => (
            <Box tag="li" key={host.host}>
              <HostLine host={host} />
            </Box>
          ))}
        </Flex>
      )}
      {hidden > 0 && (
        <Typography tag="p" variant="pi" textColor="neutral600" paddingTop={3}>
          {text('overview.andMore', { count: hidden })}
        </Typography>
      )}
    </Card>
  );
};

const HostLine = ({ host: { host, used, limit, pause } }: { host: HostQuota }) => {
  const text = useText();
  const said = useSaid();
  const { formatNumber, formatDate } = useIntl();
  const share = Math.min(100, Math.round((used / limit) * 100));
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex justifyContent="space-between" gap={3}>
        <Typography textColor="neutral800" ellipsis title={host}>
          {host}
        </Typography>
        <Typography
          variant="pi"
          textColor={share >= 90 ? 'danger600' : 'neutral600'}
          style={{ whiteSpace: 'nowrap' }}
        >
          {text('overview.quota.used', { used: formatNumber(used), limit: formatNumber(limit) })}
        </Typography>
      </Flex>
      <Box
        role="meter"
        aria-label={host}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={used}
        background="neutral200"
        hasRadius
        height="4px"
        overflow="hidden"
      >
        <Box
          background={share >= 90 ? 'danger600' : 'primary600'}
          height="100%"
          width={`${share}%`}
        />
      </Box>
      {pause !== null && (
        <Typography variant="pi" textColor="warning700" style={{ overflowWrap: 'anywhere' }}>
          {text('overview.quota.paused', {
            until: formatDate(pause.until, { dateStyle: 'medium', timeStyle: 'short' }),
            because: said(pause.because),
          })}
        </Typography>
      )}
    </Flex>
  );
};

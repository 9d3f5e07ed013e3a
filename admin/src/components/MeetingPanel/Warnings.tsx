import { Box, Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useIntl } from 'react-intl';

import type { SessionWarning } from '../../../../contracts/session-panel';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { showableZone, timeFormat } from './plannedTime';
import { isKnown, warningValues } from './warningWords';

type WarningsProps = { title: string; warnings: SessionWarning[]; timezone: string | null };

/** What a publish of the saved draft runs into. */
export const Warnings = ({ title, warnings, timezone }: WarningsProps) => {
  const text = useText();
  const said = useSaid();
  const { formatDate } = useIntl();
  const lines = warnings.map((warning) => {
    if (!isKnown(warning.kind)) return said(warning.text);
    const values = warningValues(warning, {
      momentOf: (iso) => formatDate(iso, timeFormat(showableZone(timezone))),
      said,
    });
    return text(`panel.warning.${warning.kind}`, values);
  });
  if (warnings.length === 0) return null;
  return (
    <Box
      background="warning100"
      borderColor="warning200"
      hasRadius
      padding={3}
      role="status"
      style={{ overflowWrap: 'anywhere' }}
    >
      <Flex gap={2} paddingBottom={1}>
        <Flex color="warning600" shrink={0}>
          <WarningCircle aria-hidden width="1.4rem" height="1.4rem" fill="currentColor" />
        </Flex>
        <Typography variant="pi" fontWeight="bold" textColor="neutral800">
          {title}
        </Typography>
      </Flex>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {[...new Set(lines)].map((warning) => (
          <Typography tag="li" key={warning} variant="pi" textColor="neutral800">
            {warning}
          </Typography>
        ))}
      </Flex>
    </Box>
  );
};

import { Box, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { DriftField, DriftingMeeting } from '../../../contracts/drift';
import type { TextKey } from '../translations/areas';
import { useText } from '../translations/useText';

/** Zoom's names of the fields a person may change there. */
const FIELD_NAME: Partial<Record<string, TextKey>> = {
  topic: 'field.topic',
  agenda: 'field.agenda',
  start_time: 'field.start_time',
  duration: 'field.duration',
  timezone: 'field.timezone',
  'settings.waiting_room': 'field.waiting_room',
  'settings.join_before_host': 'field.join_before_host',
  'settings.auto_recording': 'field.auto_recording',
  'settings.mute_upon_entry': 'field.mute_upon_entry',
  'settings.host_video': 'field.host_video',
  'settings.participant_video': 'field.participant_video',
  'settings.meeting_authentication': 'field.meeting_authentication',
  'settings.alternative_hosts': 'field.alternative_hosts',
} satisfies Record<DriftField, TextKey>;

const RECORDING: Partial<Record<string, TextKey>> = {
  none: 'common.off',
  local: 'field.recording.local',
  cloud: 'field.recording.cloud',
};

/** What the CMS says beside what Zoom says, field by field. Speaks the texts `menu`. */
export const DriftLines = ({ drift }: { drift: DriftingMeeting['drift'] }) => {
  const text = useText();
  const { formatDate } = useIntl();
  const shown = (field: string, value: string | null): string => {
    if (value === null || value === '') return text('field.empty');
    if (value === 'true') return text('common.on');
    if (value === 'false') return text('common.off');
    const recording = field === 'settings.auto_recording' ? RECORDING[value] : undefined;
    if (recording !== undefined) return text(recording);
    const isTime = field === 'start_time' && !Number.isNaN(Date.parse(value));
    return isTime ? formatDate(value, { dateStyle: 'medium', timeStyle: 'short' }) : value;
  };
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
      {drift.map(({ field, cms, zoom }) => {
        const name = FIELD_NAME[field];
        return (
          <Box tag="li" key={field} style={{ overflowWrap: 'anywhere' }}>
            <Typography variant="pi" textColor="neutral600">
              {text('field.differs', {
                field: name === undefined ? field : text(name),
                cms: shown(field, cms),
                zoom: shown(field, zoom),
              })}
            </Typography>
          </Box>
        );
      })}
    </Flex>
  );
};

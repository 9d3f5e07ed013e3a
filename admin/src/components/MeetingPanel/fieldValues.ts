import { useIntl } from 'react-intl';

import type { DriftField } from '../../../../contracts/drift';
import type { TextKey } from '../../translations/areas';
import { useText } from '../../translations/useText';
import { showableZone, timeFormat } from './plannedTime';

/** Zoom's names of what a session tells it, in an editor's words. */
const FIELD_NAME: Partial<Record<string, TextKey>> = {
  topic: 'panel.drift.topic',
  agenda: 'panel.drift.agenda',
  start_time: 'panel.drift.start_time',
  duration: 'panel.drift.duration',
  timezone: 'panel.drift.timezone',
  host: 'panel.field.host',
  'settings.waiting_room': 'panel.drift.waiting_room',
  'settings.join_before_host': 'panel.drift.join_before_host',
  'settings.auto_recording': 'panel.drift.auto_recording',
  'settings.mute_upon_entry': 'panel.drift.mute_upon_entry',
  'settings.host_video': 'panel.drift.host_video',
  'settings.participant_video': 'panel.drift.participant_video',
  'settings.meeting_authentication': 'panel.drift.meeting_authentication',
  'settings.alternative_hosts': 'panel.drift.alternative_hosts',
} satisfies Record<DriftField | 'host', TextKey>;

const RECORDING: Partial<Record<string, TextKey>> = {
  none: 'common.off',
  local: 'panel.recording.local',
  cloud: 'panel.recording.cloud',
};

type FieldWords = {
  name(field: string): string;
  /** A value as an editor knows it: times in the session's zone, switches as on and off. */
  value(field: string, value: string | null): string;
};

/** Fields and values of a meeting in words. */
export const useFieldWords = (timezone: string | null): FieldWords => {
  const text = useText();
  const { formatDate } = useIntl();
  return {
    name(field) {
      const key = FIELD_NAME[field];
      return key === undefined ? field : text(key);
    },
    value(field, value) {
      if (value === null || value === '') return text('panel.drift.empty');
      if (value === 'true') return text('common.on');
      if (value === 'false') return text('common.off');
      const recording = field === 'settings.auto_recording' ? RECORDING[value] : undefined;
      if (recording !== undefined) return text(recording);
      const isTime = field === 'start_time' && !Number.isNaN(Date.parse(value));
      return isTime ? formatDate(value, timeFormat(showableZone(timezone))) : value;
    },
  };
};

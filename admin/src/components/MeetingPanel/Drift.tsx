import type { SessionPanel } from '../../../../contracts/session-panel';
import { useText } from '../../translations/useText';
import { FieldChanges } from './FieldChanges';

type Meeting = NonNullable<SessionPanel['meeting']>;

/** What somebody changed in Zoom itself, beside what the session says. */
export const Drift = ({ meeting }: { meeting: Meeting }) => {
  const text = useText();
  return (
    <FieldChanges
      title={text('panel.drift')}
      timezone={meeting.timezone}
      changes={meeting.drift.map(({ field, cms, zoom }) => ({
        field,
        left: { label: text('panel.drift.here'), value: cms },
        right: { label: text('panel.drift.inZoom'), value: zoom },
      }))}
    />
  );
};

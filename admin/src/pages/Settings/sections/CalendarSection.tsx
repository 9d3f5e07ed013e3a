import { useText } from '../../../translations/useText';
import { MinutesField } from '../fields/MinutesField';
import { NumberField } from '../fields/NumberField';
import { TextField } from '../fields/TextField';
import { ToggleField } from '../fields/ToggleField';
import { Cell, Section } from './Section';

export const CalendarSection = () => {
  const text = useText();
  return (
    <Section title={text('calendar.title')} intro={text('calendar.intro')}>
      <Cell>
        <MinutesField
          name="calendar.alarmMinutesBefore"
          label={text('calendar.alarms')}
          hint={text('calendar.alarms.hint')}
        />
      </Cell>
      <Cell>
        <NumberField
          name="calendar.pastDays"
          label={text('calendar.pastDays')}
          hint={text('calendar.pastDays.hint')}
        />
      </Cell>
      <Cell>
        <TextField
          name="calendar.organizerName"
          label={text('calendar.organizerName')}
          hint={text('calendar.organizerName.hint')}
        />
      </Cell>
      <Cell>
        <TextField
          name="calendar.organizerEmail"
          label={text('calendar.organizerEmail')}
          hint={text('calendar.organizerEmail.hint')}
        />
      </Cell>
      <Cell isWide>
        <ToggleField
          name="calendar.attachToNotices"
          label={text('calendar.attach')}
          hint={text('calendar.attach.hint')}
        />
      </Cell>
    </Section>
  );
};

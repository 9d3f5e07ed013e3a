import { useText } from '../../../translations/useText';
import { NumberField } from '../fields/NumberField';
import { Cell, Section } from './Section';

export const AttendanceSection = () => {
  const text = useText();
  return (
    <Section title={text('thresholds.title')} intro={text('thresholds.intro')}>
      {(['lateAfterMinutes', 'leftEarlyMinutes'] as const).map((name) => (
        <Cell key={name}>
          <NumberField
            name={name}
            label={text(`thresholds.${name}`)}
            hint={text(`thresholds.${name}.hint`)}
          />
        </Cell>
      ))}
      <Cell>
        <NumberField
          name="presentShare"
          label={text('thresholds.presentShare')}
          hint={text('thresholds.presentShare.hint')}
          isPercentage
        />
      </Cell>
    </Section>
  );
};

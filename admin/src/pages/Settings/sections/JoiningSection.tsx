import { JOIN_AUDIENCES } from '../../../../../contracts/choices';
import { useText } from '../../../translations/useText';
import { ChoiceField } from '../fields/ChoiceField';
import { NumberField } from '../fields/NumberField';
import { ToggleField } from '../fields/ToggleField';
import { Cell, Section } from './Section';

export const JoiningSection = () => {
  const text = useText();
  return (
    <Section title={text('joining.title')} intro={text('joining.intro')}>
      <Cell isWide>
        <ChoiceField
          name="join.who"
          label={text('joining.who')}
          hint={text('joining.who.hint')}
          choices={JOIN_AUDIENCES.map((value) => ({ value, label: text(`joining.who.${value}`) }))}
        />
      </Cell>
      <Cell>
        <NumberField
          name="join.opensMinutesBefore"
          label={text('joining.opens')}
          hint={text('joining.opens.hint')}
        />
      </Cell>
      <Cell>
        <NumberField
          name="join.closesMinutesAfter"
          label={text('joining.closes')}
          hint={text('joining.closes.hint')}
        />
      </Cell>
      <Cell>
        <ToggleField
          name="join.logUses"
          label={text('joining.log')}
          hint={text('joining.log.hint')}
        />
      </Cell>
    </Section>
  );
};

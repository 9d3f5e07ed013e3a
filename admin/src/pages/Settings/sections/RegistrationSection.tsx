import { APPROVALS } from '../../../../../contracts/choices';
import { useText } from '../../../translations/useText';
import { ChoiceField } from '../fields/ChoiceField';
import { NumberField } from '../fields/NumberField';
import { ToggleField } from '../fields/ToggleField';
import { Cell, Section } from './Section';

export const RegistrationSection = () => {
  const text = useText();
  return (
    <Section title={text('signup.title')} intro={text('signup.intro')}>
      <Cell>
        <ToggleField
          name="registration.open"
          label={text('signup.open')}
          hint={text('signup.open.hint')}
        />
      </Cell>
      <Cell>
        <NumberField
          name="registration.capacity"
          label={text('signup.capacity')}
          hint={text('signup.capacity.hint')}
          isOptional
        />
      </Cell>
      <Cell>
        <NumberField
          name="registration.opensDaysBefore"
          label={text('signup.opens')}
          hint={text('signup.opens.hint')}
          isOptional
        />
      </Cell>
      <Cell>
        <NumberField
          name="registration.closesMinutesBefore"
          label={text('signup.closes')}
          hint={text('signup.closes.hint')}
        />
      </Cell>
      <Cell>
        <ChoiceField
          name="registration.approval"
          label={text('signup.approval')}
          choices={APPROVALS.map((value) => ({
            value,
            label: text(`signup.approval.${value}`),
          }))}
        />
      </Cell>
      <Cell>
        <ToggleField
          name="registration.confirmByEmail"
          label={text('signup.confirm')}
          hint={text('signup.confirm.hint')}
        />
      </Cell>
      <Cell>
        <ToggleField
          name="registration.withZoom"
          label={text('signup.withZoom')}
          hint={text('signup.withZoom.hint')}
        />
      </Cell>
    </Section>
  );
};

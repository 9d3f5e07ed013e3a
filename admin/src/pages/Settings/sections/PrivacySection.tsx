import { useRBAC } from '@strapi/strapi/admin';

import { PEOPLE_ERASE } from '../../../permissions';
import { useText } from '../../../translations/useText';
import { NumberField } from '../fields/NumberField';
import { PersonData } from '../PersonData';
import { Cell, Section } from './Section';

export const PrivacySection = () => {
  const text = useText();
  const { allowedActions } = useRBAC(PEOPLE_ERASE);
  return (
    <Section title={text('privacy.title')} intro={text('privacy.intro')}>
      <Cell>
        <NumberField
          name="retention.eventsDays"
          label={text('privacy.eventsDays')}
          hint={text('privacy.eventsDays.hint')}
        />
      </Cell>
      {(['attendanceDays', 'recordingsDays', 'registrantsDays', 'embedKeysDays'] as const).map(
        (name) => (
          <Cell key={name}>
            <NumberField
              name={`retention.${name}`}
              label={text(`privacy.${name}`)}
              hint={text(`privacy.${name}.hint`)}
              isOptional
            />
          </Cell>
        )
      )}
      {allowedActions.canErase === true && (
        <Cell isWide>
          <PersonData />
        </Cell>
      )}
    </Section>
  );
};

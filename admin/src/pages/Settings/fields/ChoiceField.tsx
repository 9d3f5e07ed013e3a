import { SingleSelect, SingleSelectOption } from '@strapi/design-system';

import type { SettingPath } from '../settingsForm';
import { useSetting } from '../useSetting';
import { SettingField } from './SettingField';

type ChoiceFieldProps = {
  name: SettingPath;
  label: string;
  hint?: string;
  choices: readonly { value: string; label: string }[];
};

/** A setting that is one of a few. */
export const ChoiceField = ({ name, label, hint, choices }: ChoiceFieldProps) => {
  const { value, change, error, isDisabled } = useSetting(name);
  return (
    <SettingField {...{ name, label, hint, error }}>
      <SingleSelect
        value={typeof value === 'string' ? value : undefined}
        disabled={isDisabled}
        onChange={(next) => change(choices.find((choice) => choice.value === next)?.value)}
      >
        {choices.map((choice) => (
          <SingleSelectOption key={choice.value} value={choice.value}>
            {choice.label}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </SettingField>
  );
};

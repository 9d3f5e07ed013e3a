import { Textarea, TextInput } from '@strapi/design-system';

import type { SettingPath } from '../settingsForm';
import { useSetting } from '../useSetting';
import { SettingField } from './SettingField';

type TextFieldProps = {
  name: SettingPath;
  label: string;
  hint?: string;
  isRequired?: boolean;
  /** More than one line. */
  isLong?: boolean;
};

/** A setting of text; empty means not set. */
export const TextField = ({ name, label, hint, isRequired, isLong = false }: TextFieldProps) => {
  const { value, change, error, isDisabled, isConfigured } = useSetting(name);
  const Input = isLong ? Textarea : TextInput;
  return (
    <SettingField {...{ name, label, hint, error, isRequired, isConfigured }}>
      <Input
        value={typeof value === 'string' ? value : ''}
        disabled={isDisabled}
        autoComplete="off"
        spellCheck={isLong}
        onChange={({ target }: { target: { value: string } }) =>
          change(target.value === '' ? null : target.value)
        }
      />
    </SettingField>
  );
};

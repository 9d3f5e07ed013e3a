import { useState } from 'react';

import { TextInput } from '@strapi/design-system';

import type { SettingPath } from '../settingsForm';
import { useSetting } from '../useSetting';
import { SettingField } from './SettingField';

type MinutesFieldProps = {
  name: SettingPath;
  label: string;
  hint: string;
  isRequired?: boolean;
};

/** A setting of several times: minutes before the start, separated by commas. */
export const MinutesField = ({ name, label, hint, isRequired }: MinutesFieldProps) => {
  const { value, change, error, isDisabled } = useSetting(name);
  const saved = Array.isArray(value) ? value.join(', ') : '';
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <SettingField {...{ name, label, hint, error, isRequired }}>
      <TextInput
        value={typed ?? saved}
        disabled={isDisabled}
        inputMode="numeric"
        autoComplete="off"
        onChange={({ target }) => {
          setTyped(target.value);
          const entries = target.value.split(/[\s,;]+/).filter(Boolean);
          change(entries.map(Number));
        }}
        onBlur={() => setTyped(null)}
      />
    </SettingField>
  );
};

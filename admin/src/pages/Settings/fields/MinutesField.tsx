import { useState } from 'react';

import { TextInput } from '@strapi/design-system';

import { useText } from '../../../translations/useText';
import { useSetting } from '../useSetting';
import { SettingField } from './SettingField';

/** When reminders are sent: minutes before the start, several separated by commas. */
export const MinutesField = () => {
  const text = useText();
  const name = 'notices.reminder.minutesBefore';
  const { value, change, error, isDisabled } = useSetting(name);
  const saved = Array.isArray(value) ? value.join(', ') : '';
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <SettingField
      {...{ name, error }}
      label={text('mails.minutesBefore')}
      hint={text('mails.minutesBefore.hint')}
      isRequired
    >
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

import { useState } from 'react';

import { Combobox, ComboboxOption } from '@strapi/design-system';

import { useText } from '../../../translations/useText';
import { useSetting } from '../useSetting';
import { SettingField } from './SettingField';

/** The zones this browser knows. `UTC` is valid everywhere but not in every browser's list. */
const KNOWN_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** The zone of sessions that name none. */
export const TimezoneField = () => {
  const text = useText();
  const { value: current, change, error, isDisabled } = useSetting('defaultTimezone');
  const value = typeof current === 'string' ? current : null;
  // The list only knows the texts of the zones it has drawn, so the text is held here.
  const [typed, setTyped] = useState<string | null>(null);
  const zones = value && !KNOWN_ZONES.includes(value) ? [value, ...KNOWN_ZONES] : KNOWN_ZONES;
  return (
    <SettingField
      name="defaultTimezone"
      label={text('defaults.defaultTimezone')}
      hint={text('defaults.defaultTimezone.hint')}
      error={error}
      isRequired
    >
      <Combobox
        value={value ?? undefined}
        textValue={typed ?? value ?? ''}
        onTextValueChange={(next) => setTyped(next === value ? null : next)}
        disabled={isDisabled}
        autocomplete={{ type: 'list', filter: 'contains' }}
        onChange={(zone) => {
          setTyped(null);
          change(zone ? zone : null);
        }}
        onClear={() => change(null)}
      >
        {zones.map((zone) => (
          <ComboboxOption key={zone} value={zone}>
            {zone}
          </ComboboxOption>
        ))}
      </Combobox>
    </SettingField>
  );
};

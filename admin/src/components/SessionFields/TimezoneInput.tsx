import { useMemo, useState } from 'react';

import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import { useForm } from '@strapi/strapi/admin';

import { useText } from '../../translations/useText';
import type { CustomFieldProps } from './fieldProps';
import { KNOWN_ZONES, zoneWithOffset } from './zones';

/** Where a form of the Content Manager keeps when a session starts; bound types call it otherwise. */
const START = 'startTime';

/** The day of the session: offsets change with the seasons. */
const useDay = (): string => {
  const [today] = useState(() => new Date().toISOString());
  const startTime = useForm('ZoomTimezone', ({ values }) => Reflect.get(values, START) as unknown);
  const isTime = typeof startTime === 'string' && !Number.isNaN(Date.parse(startTime));
  return (isTime ? new Date(startTime).toISOString() : today).slice(0, 10);
};

/** Chooses a time zone by name, with its offset on the day of the session. */
const TimezoneInput = (props: CustomFieldProps) => {
  const { name, label, labelAction, hint, required = false, disabled = false, error } = props;
  const text = useText();
  const value = typeof props.value === 'string' && props.value !== '' ? props.value : null;
  const day = useDay();
  const zones = useMemo(() => {
    const at = new Date(`${day}T12:00:00Z`);
    const names = value !== null && !KNOWN_ZONES.includes(value) ? [value] : [];
    return [...names, ...KNOWN_ZONES].map((zone) => ({ zone, shown: zoneWithOffset(zone, at) }));
  }, [day, value]);
  // The list only knows the texts of the zones it has drawn, so the text is held here.
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = zones.find(({ zone }) => zone === value)?.shown ?? '';
  return (
    <Field.Root name={name} id={name} error={error} hint={hint} required={required}>
      <Field.Label action={labelAction}>{label}</Field.Label>
      <Combobox
        value={value ?? undefined}
        textValue={typed ?? chosen}
        onTextValueChange={(next) => setTyped(next === chosen ? null : next)}
        placeholder={props.placeholder || text('customField.timezone.placeholder')}
        disabled={disabled}
        autocomplete={{ type: 'list', filter: 'contains' }}
        onChange={(zone) => {
          setTyped(null);
          props.onChange(name, zone || null);
        }}
        onClear={() => props.onChange(name, null)}
      >
        {zones.map(({ zone, shown }) => (
          <ComboboxOption key={zone} value={zone}>
            {shown}
          </ComboboxOption>
        ))}
      </Combobox>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};

export default TimezoneInput;

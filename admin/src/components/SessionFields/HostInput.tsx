import { useState } from 'react';

import { Combobox, ComboboxOption, Field } from '@strapi/design-system';

import { useSessionHostsQuery } from '../../api/hostsApi';
import { useText } from '../../translations/useText';
import type { CustomFieldProps } from './fieldProps';

/** Chooses who hosts a session among those who may, by name; an address can be typed as well. */
const HostInput = (props: CustomFieldProps) => {
  const { name, label, labelAction, hint, required = false, disabled = false, error } = props;
  const text = useText();
  const value = typeof props.value === 'string' && props.value !== '' ? props.value : null;
  const { data, isFetching } = useSessionHostsQuery(undefined);
  const allowed = (data?.data ?? []).filter(({ isAllowed }) => isAllowed);
  const hosts = allowed.map(({ email, displayName }) => ({
    email,
    shown: displayName === '' || displayName === email ? email : `${displayName} (${email})`,
  }));
  const isListed = value === null || hosts.some(({ email }) => email === value);
  const options = isListed ? hosts : [{ email: value, shown: value }, ...hosts];
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = options.find(({ email }) => email === value)?.shown ?? '';
  const choose = (email: string | null): void => {
    setTyped(null);
    props.onChange(name, email?.trim() || null);
  };
  return (
    <Field.Root name={name} id={name} error={error} hint={hint} required={required}>
      <Field.Label action={labelAction}>{label}</Field.Label>
      <Combobox
        value={value ?? undefined}
        textValue={typed ?? chosen}
        onTextValueChange={(next) => setTyped(next === chosen ? null : next)}
        placeholder={props.placeholder || text('customField.host.placeholder')}
        disabled={disabled}
        loading={isFetching}
        autocomplete={{ type: 'list', filter: 'contains' }}
        creatable
        createMessage={(entered) => text('customField.host.use', { email: entered })}
        onCreateOption={(entered) => choose(entered ?? null)}
        onChange={(email) => choose(email || null)}
        onClear={() => choose(null)}
      >
        {options.map(({ email, shown }) => (
          <ComboboxOption key={email} value={email}>
            {shown}
          </ComboboxOption>
        ))}
      </Combobox>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};

export default HostInput;

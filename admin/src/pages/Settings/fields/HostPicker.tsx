import { useDeferredValue, useState } from 'react';

import { Combobox, ComboboxOption } from '@strapi/design-system';

import type { HostEntry } from '../../../../../contracts/hosts';
import { useZoomHostsQuery } from '../../../api/settingsApi';
import { useText } from '../../../translations/useText';

type HostPickerProps = {
  value: string | null;
  placeholder?: string;
  isDisabled: boolean;
  onChoose: (host: string | null) => void;
};

/** Chooses one of Zoom's users, by name or address; what Zoom does not list can be typed all the same. */
export const HostPicker = ({ value, placeholder, isDisabled, onChoose }: HostPickerProps) => {
  const text = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const search = useDeferredValue(typed ?? '');
  const { data, isFetching } = useZoomHostsQuery(search);
  const found = data?.data ?? [];
  const isListed = value === null || found.some(({ email }) => email === value);
  const labelOf = ({ displayName, email, licence }: HostEntry): string =>
    `${displayName} · ${email} · ${text(`hosts.licence.${licence}`)}`;
  return (
    <Combobox
      value={value ?? ''}
      textValue={typed ?? value ?? ''}
      placeholder={placeholder}
      disabled={isDisabled}
      loading={isFetching}
      loadingMessage={text('hosts.loading')}
      noOptionsMessage={() => text('hosts.none')}
      allowCustomValue
      autocomplete="none"
      onTextValueChange={(next) => setTyped(next === value ? null : next)}
      onChange={(next) => {
        setTyped(null);
        onChoose(next ? next : null);
      }}
      onClear={() => {
        setTyped(null);
        onChoose(null);
      }}
    >
      {!isListed && value !== null && <ComboboxOption value={value}>{value}</ComboboxOption>}
      {found.map((host) => (
        <ComboboxOption key={host.id} value={host.email} textValue={host.email}>
          {labelOf(host)}
        </ComboboxOption>
      ))}
    </Combobox>
  );
};

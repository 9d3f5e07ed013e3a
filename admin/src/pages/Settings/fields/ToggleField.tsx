import { Toggle } from '@strapi/design-system';

import { useText } from '../../../translations/useText';
import type { SettingPath } from '../settingsForm';
import { useSetting } from '../useSetting';
import { SettingField } from './SettingField';

type ToggleFieldProps = {
  name: SettingPath;
  label: string;
  hint?: string;
  /** Asked before the setting is switched off; without it, it is switched at once. */
  onSwitchOff?: (switchOff: () => void) => void;
};

/** A setting that is on or off. */
export const ToggleField = ({ name, label, hint, onSwitchOff }: ToggleFieldProps) => {
  const text = useText();
  const { value, change, error, isDisabled } = useSetting(name);
  const isOn = value === true;
  const toggle = () => {
    if (isOn && onSwitchOff) onSwitchOff(() => change(false));
    else change(!isOn);
  };
  return (
    <SettingField {...{ name, label, hint, error }}>
      <Toggle
        checked={isOn}
        disabled={isDisabled}
        onLabel={text('common.on')}
        offLabel={text('common.off')}
        onChange={toggle}
      />
    </SettingField>
  );
};

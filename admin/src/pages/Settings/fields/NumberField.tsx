import { NumberInput } from '@strapi/design-system';

import type { SettingPath } from '../settingsForm';
import { useSetting } from '../useSetting';
import { SettingField } from './SettingField';

type NumberFieldProps = {
  name: SettingPath;
  label: string;
  hint?: string;
  /** Empty means something: no limit. */
  isOptional?: boolean;
  /** Shown and typed as a percentage, kept as a share from 0 to 1. */
  isPercentage?: boolean;
  /** Drawn but not editable, because another setting makes it mean nothing. */
  hasNoEffect?: boolean;
};

/** A setting that is a number. */
export const NumberField = (props: NumberFieldProps) => {
  const {
    name,
    label,
    hint,
    isOptional = false,
    isPercentage = false,
    hasNoEffect = false,
  } = props;
  const { value, change, error, isDisabled } = useSetting(name);
  const scale = isPercentage ? 100 : 1;
  return (
    <SettingField {...{ name, label, hint, error }} isRequired={!isOptional}>
      <NumberInput
        value={typeof value === 'number' ? Math.round(value * scale * 100) / 100 : undefined}
        disabled={isDisabled || hasNoEffect}
        onValueChange={(next) => change(next === undefined ? null : next / scale)}
      />
    </SettingField>
  );
};

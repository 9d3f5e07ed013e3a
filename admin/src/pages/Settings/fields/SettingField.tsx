import type { ReactNode } from 'react';

import { Badge, Field, Flex } from '@strapi/design-system';

import { useText } from '../../../translations/useText';

type SettingFieldProps = {
  name: string;
  label: string;
  hint?: string;
  error?: string;
  isRequired?: boolean;
  /** Set by configuration or the environment, so read-only here. */
  isConfigured?: boolean;
  labelAction?: ReactNode;
  children: ReactNode;
};

/** Label, control, hint and error of one setting. */
export const SettingField = (props: SettingFieldProps) => {
  const { name, label, hint, error, isRequired, isConfigured = false, labelAction } = props;
  const text = useText();
  return (
    <Field.Root
      name={name}
      error={error}
      hint={isConfigured ? text('settings.setByConfigurationHint') : hint}
      required={isRequired}
      width="100%"
    >
      <Flex justifyContent="space-between" gap={2} minHeight="2rem">
        <Field.Label>{label}</Field.Label>
        {isConfigured ? <Badge size="S">{text('settings.setByConfiguration')}</Badge> : labelAction}
      </Flex>
      {props.children}
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
};

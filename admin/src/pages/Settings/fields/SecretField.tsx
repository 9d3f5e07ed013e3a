import { TextButton, TextInput } from '@strapi/design-system';

import {
  type SecretField as SecretName,
  type SecretState,
} from '../../../../../contracts/settings';
import { type Text, useText } from '../../../translations/useText';
import { useEdit, useFieldState, useSettings } from '../useSetting';
import { SettingField } from './SettingField';

type SecretFieldProps = { name: SecretName; label: string; hint?: string };

/** A secret: it can be entered, replaced and cleared, and is never shown. */
export const SecretField = ({ name, label, hint }: SecretFieldProps) => {
  const text = useText();
  const { view } = useSettings();
  const { edit: typed, error, change } = useEdit(name);
  const edit = typeof typed === 'string' || typed === null ? typed : undefined;
  const { isConfigured, isDisabled } = useFieldState(name);
  const secret = view[name];
  const isCleared = edit === null;
  const canClear = secret.isSet && !isDisabled && !edit;
  return (
    <SettingField
      {...{ name, label, isConfigured }}
      hint={isDisabled ? hint : (hintOf({ secret, edit, text }) ?? hint)}
      error={error ?? (secret.readable || edit ? undefined : text('secret.unreadable'))}
      labelAction={
        canClear && (
          <TextButton
            type="button"
            aria-label={text(isCleared ? 'secret.keep.named' : 'secret.clear.named', {
              field: label,
            })}
            onClick={() => change(isCleared ? undefined : null)}
          >
            {text(isCleared ? 'secret.keep' : 'secret.clear')}
          </TextButton>
        )
      }
    >
      <TextInput
        type="password"
        value={edit ?? ''}
        placeholder={secret.isSet && !isCleared ? text('secret.placeholder') : undefined}
        disabled={isDisabled}
        // A password manager would otherwise fill in the admin's own password.
        autoComplete="new-password"
        onChange={({ target }) => change(target.value === '' ? undefined : target.value)}
      />
    </SettingField>
  );
};

const hintOf = (field: {
  secret: SecretState;
  edit: string | null | undefined;
  text: Text;
}): string | undefined => {
  const { secret, edit, text } = field;
  if (!secret.isSet) return undefined;
  if (edit === null) return text('secret.cleared');
  if (edit !== undefined) return text('secret.replaced');
  return secret.readable ? text('secret.saved') : undefined;
};

import { useState } from 'react';

import { type FormHelpers, useNotification } from '@strapi/strapi/admin';

import { readFailure } from '../../api/failure';
import { useFailureText } from '../../api/useFailureText';
import { useSaveSettingsMutation } from '../../api/zoomApi';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { type Edits, emptyFields, type FieldErrors, fieldErrors, toUpdate } from './settingsForm';

type AccountChange = { futureMeetings: number; confirm: () => Promise<void> };
type Confirmations = { confirmAccountChange?: true };

/** HTTP status of a PUT that would change the account while meetings exist on the old one. */
const ACCOUNT_CHANGE_STATUS = 409;

/** Saves what was edited, puts refusals at their fields, and asks before changing the account. */
export const useSaveSettings = () => {
  const text = useText();
  const said = useSaid();
  const failureText = useFailureText();
  const { toggleNotification } = useNotification();
  const [saveSettings] = useSaveSettingsMutation();
  const [accountChange, setAccountChange] = useState<AccountChange | null>(null);

  const refuse = (errors: FieldErrors, helpers: FormHelpers<Edits>) => {
    helpers.setErrors(errors);
    toggleNotification({ type: 'danger', message: text('settings.fieldsRefused') });
  };

  const send = async (
    edits: Edits,
    helpers: FormHelpers<Edits>,
    confirmations: Confirmations = {}
  ): Promise<void> => {
    const update = toUpdate(edits);
    try {
      const { warnings } = await saveSettings({ ...update, ...confirmations }).unwrap();
      helpers.resetForm();
      toggleNotification({ type: 'success', message: text('settings.saved') });
      for (const message of warnings) {
        // Stays until it is closed: the settings are saved, but something is to be done.
        toggleNotification({
          type: 'warning',
          title: text('settings.savedWithWarning'),
          message: said(message),
          blockTransition: true,
        });
      }
    } catch (error) {
      const { status, fields, details } = readFailure(error);
      if (status === ACCOUNT_CHANGE_STATUS) {
        setAccountChange({
          futureMeetings: Number(details.futureMeetings ?? 0),
          confirm: () => send(edits, helpers, { confirmAccountChange: true }),
        });
        return;
      }
      const errors = fieldErrors(
        fields.map((field) => ({ ...field, message: said(field.message) })),
        update
      );
      if (Object.keys(errors).length > 0) refuse(errors, helpers);
      else toggleNotification({ type: 'danger', message: failureText(error) });
    }
  };

  const save = async (edits: Edits, helpers: FormHelpers<Edits>): Promise<void> => {
    const empty = emptyFields(edits);
    if (empty.length === 0) return send(edits, helpers);
    refuse(Object.fromEntries(empty.map((name) => [name, text('settings.required')])), helpers);
  };

  return { save, accountChange, forgetAccountChange: () => setAccountChange(null) };
};

import { createContext, useContext } from 'react';

import { useForm } from '@strapi/strapi/admin';

import type { SettingsView } from '../../../../contracts/settings';
import { isSameValue, type SettingPath, valueAt, withEdit } from './settingsForm';

type SettingsContextValue = { view: SettingsView; canUpdate: boolean };

const SettingsContext = createContext<SettingsContextValue | null>(null);
export const SettingsProvider = SettingsContext.Provider;

/** The settings as the server knows them, and whether this person may change them. */
export const useSettings = (): SettingsContextValue => {
  const value = useContext(SettingsContext);
  if (value === null) throw new Error('useSettings is used outside of SettingsProvider');
  return value;
};

/** One edit of the form: `undefined` while the person has not touched the field. */
export const useEdit = (path: SettingPath) => {
  const values = useForm('useEdit', (form) => form.values);
  const errors = useForm('useEdit', (form) => form.errors);
  const setValues = useForm('useEdit', (form) => form.setValues);
  const error: unknown = Reflect.get(errors, path);
  return {
    edit: valueAt(values, path),
    error: typeof error === 'string' ? error : undefined,
    change: (next: unknown) => setValues(withEdit({ ...values }, path, next)),
  };
};

/** Whether a field can be changed now, and whether configuration has taken it over. */
export const useFieldState = (path: SettingPath) => {
  const { view, canUpdate } = useSettings();
  const isSubmitting = useForm('useFieldState', (form) => form.isSubmitting);
  const isConfigured = view.readOnly.some((configured) => configured === path);
  return { isConfigured, isDisabled: isConfigured || !canUpdate || isSubmitting };
};

/** A setting that is not secret: what is being typed, else what the server says. */
export const useSetting = (path: SettingPath) => {
  const { view } = useSettings();
  const { edit, error, change } = useEdit(path);
  const saved = valueAt(view, path);
  return {
    ...useFieldState(path),
    value: edit === undefined ? saved : edit,
    error,
    /** Back to what the server says is no edit. */
    change: (next: unknown) => change(isSameValue(next, saved) ? undefined : next),
  };
};

/** A list of texts that is edited as it is typed. */
export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : [];

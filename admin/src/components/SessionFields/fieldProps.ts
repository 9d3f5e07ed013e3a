import type { ReactNode } from 'react';

/** What the Content Manager gives the input of a custom field [@strapi/content-manager 5.54]. */
export type CustomFieldProps = {
  name: string;
  label: ReactNode;
  labelAction?: ReactNode;
  hint?: ReactNode;
  placeholder?: string;
  required?: boolean;
  disabled?: boolean;
  value?: unknown;
  error?: string;
  onChange: (name: string, value: string | null) => void;
};

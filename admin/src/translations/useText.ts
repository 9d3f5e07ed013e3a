import { type PrimitiveType, useIntl } from 'react-intl';

import { type TextKey, textId } from './areas';

/** Gives the text of a key in the admin's language; English where a translation is missing. */
export type Text = (key: TextKey, values?: Record<string, PrimitiveType>) => string;

/** The texts of this plugin, in the language that the admin panel is shown in. */
export const useText = (): Text => {
  const { formatMessage } = useIntl();
  return (key, values) => formatMessage({ id: textId(key) }, values);
};

import { useClipboard, useNotification } from '@strapi/strapi/admin';

import { useText } from '../translations/useText';

/** Copies a text and says whether that worked. */
export const useCopy = (): ((value: string, copiedMessage?: string) => Promise<void>) => {
  const text = useText();
  const { copy } = useClipboard();
  const { toggleNotification } = useNotification();
  return async (value, copiedMessage = text('common.copied')) => {
    const isCopied = await copy(value);
    toggleNotification(
      isCopied
        ? { type: 'success', message: copiedMessage }
        : { type: 'warning', message: text('common.copyFailed') }
    );
  };
};

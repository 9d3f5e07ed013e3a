import { useNotification } from '@strapi/strapi/admin';

import { useFailureText } from '../../api/useFailureText';
import type { TextKey } from '../../translations/areas';
import { useText } from '../../translations/useText';

/** Waits for an action and says how it went. */
export const useAnnounced = (): ((action: Promise<unknown>, done: TextKey) => Promise<void>) => {
  const text = useText();
  const failureText = useFailureText();
  const { toggleNotification } = useNotification();
  return async (action, done) => {
    try {
      await action;
      toggleNotification({ type: 'success', message: text(done) });
    } catch (error) {
      toggleNotification({ type: 'danger', message: failureText(error) });
    }
  };
};

import { useNotification } from '@strapi/strapi/admin';

import { useFailureText } from '../api/useFailureText';

/** Does something and says that it was done, or why it was not. */
export const useTold = (): (<Result>(
  work: () => Promise<Result>,
  done: string | ((result: Result) => string)
) => Promise<void>) => {
  const failureText = useFailureText();
  const { toggleNotification } = useNotification();
  return async (work, done) => {
    try {
      const result = await work();
      const message = typeof done === 'string' ? done : done(result);
      toggleNotification({ type: 'success', message });
    } catch (error) {
      toggleNotification({ type: 'danger', message: failureText(error) });
    }
  };
};

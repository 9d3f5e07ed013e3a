import { useIntl } from 'react-intl';

import { saidIn } from './load';

/**
 * Gives what the server said in English in the language of the admin panel. For use below
 * `TextsOf`, which loads the sentences.
 */
export const useSaid = (): ((english: string) => string) => saidIn(useIntl().locale);

import { useSaid } from '../said/useSaid';
import { useText } from '../translations/useText';
import { readFailure } from './failure';

/** Gives a sentence for a failed request: the server's own, or why there is none. */
export const useFailureText = (): ((error: unknown) => string) => {
  const text = useText();
  const said = useSaid();
  return (error) => {
    const { status, message } = readFailure(error);
    if (status === null) return text('common.noAnswer');
    return message === null ? text('common.failed') : said(message);
  };
};

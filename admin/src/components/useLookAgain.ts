import { useEffect } from 'react';

/** Reads again every so often, and when the tab is seen again; a hidden tab asks for nothing. */
export const useLookAgain = (refetch: () => unknown, everyMs: number): void => {
  useEffect(() => {
    let timer: number | undefined;
    const begin = (): void => {
      window.clearInterval(timer);
      if (!document.hidden) timer = window.setInterval(refetch, everyMs);
    };
    const onSeen = (): void => {
      if (!document.hidden) refetch();
      begin();
    };
    begin();
    document.addEventListener('visibilitychange', onSeen);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', onSeen);
    };
  }, [refetch, everyMs]);
};

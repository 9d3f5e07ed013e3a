import { useEffect, useRef } from 'react';

import type { SessionPanel } from '../../../../contracts/session-panel';
import { pollDelayMs } from './polling';

type PollingOptions = {
  panel: SessionPanel | undefined;
  /** When `panel` was read: each answer, changed or not, sets the next look. */
  readAt: number | undefined;
  /** Starts the delays over, because something was saved. */
  epoch: string;
  refetch: () => unknown;
};

/** Looks again while something is under way, ever more slowly, and only while the tab is seen. */
export const usePolling = ({ panel, readAt, epoch, refetch }: PollingOptions): void => {
  const attempts = useRef({ phase: '', count: 0 });
  // A retry, a pause that ended: what begins again is looked at often again.
  const phase = `${epoch} ${panel?.meeting?.syncState ?? ''}`;

  useEffect(() => {
    if (attempts.current.phase !== phase) attempts.current = { phase, count: 0 };
    const delayMs = pollDelayMs(panel, attempts.current.count);
    if (delayMs === null) return;

    let timer: number | undefined;
    const look = () => {
      attempts.current.count += 1;
      refetch();
    };
    const schedule = () => {
      window.clearTimeout(timer);
      if (!document.hidden) timer = window.setTimeout(look, delayMs);
    };
    schedule();
    document.addEventListener('visibilitychange', schedule);
    return () => {
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', schedule);
    };
  }, [panel, readAt, phase, refetch]);
};

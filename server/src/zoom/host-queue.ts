import { orAborted } from './waiting';

export type HostQueue = {
  /** Runs the task once all earlier ones of this host have ended, whatever became of them. */
  run<T>(input: {
    host: string;
    signal?: AbortSignal | undefined;
    task: () => Promise<T>;
  }): Promise<T>;
  /** Hosts with work under way. */
  size(): number;
};

/**
 * Writes to one host go one after the other: Zoom answers 429 to several operations on one resource
 * at a time (developers.zoom.us/docs/api/rate-limits, concurrent requests).
 */
export const createHostQueue = (): HostQueue => {
  const lastOf = new Map<string, Promise<void>>();

  return {
    run: async ({ host, signal, task }) => {
      const key = host.toLowerCase();
      const before = lastOf.get(key) ?? Promise.resolve();
      const turn = orAborted(before, signal).then(task);
      // Who gives up waiting must not let those behind overtake the ones in front.
      const ended = Promise.allSettled([before, turn]).then(() => {
        if (lastOf.get(key) === ended) lastOf.delete(key);
      });
      lastOf.set(key, ended);
      return turn;
    },
    size: () => lastOf.size,
  };
};

import type { Core } from '@strapi/types';

/** The work of one Strapi: begun when it listens, stopped when it closes, in whatever order. */
export type Running = {
  /** Waits for what is under way; what has not begun by then never does. */
  stop: () => Promise<void>;
};

/** Begins at once; `stop` waits for the beginning, since a stop may come in the midst of it. */
export const run = (
  begin: (isStopped: () => boolean) => Promise<{ stop: () => Promise<void> } | null>
): Running => {
  let isStopped = false;
  const begun = begin(() => isStopped);
  return {
    stop: async () => {
      isStopped = true;
      const work = await begun;
      await work?.stop();
    },
  };
};

export const running = new WeakMap<Core.Strapi, Running>();

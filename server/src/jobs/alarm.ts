/** Something one loop waits for and anybody may ring. */
export type Alarm = {
  /** Ends the wait under way, or the next one at once; many rings before a wait count as one. */
  ring(): void;
  /** Until rung, at most `ms`. One waiter at a time. */
  wait(ms: number): Promise<void>;
};

/** A wait that holds no timer once it is over. */
export const createAlarm = (): Alarm => {
  let rung = false;
  let wakeUp: (() => void) | null = null;

  return {
    ring() {
      rung = true;
      wakeUp?.();
    },
    async wait(ms) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wakeUp = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wakeUp = null;
      rung = false;
    },
  };
};

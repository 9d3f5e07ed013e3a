/** The simulator's time: real or injected, and movable forward so that tests need not wait. */
export interface Clock {
  now(): number;
  advance(ms: number): void;
  reset(): void;
}

export function createClock(readNow: () => number): Clock {
  let offsetMs = 0;
  return {
    now: () => readNow() + offsetMs,
    advance(ms) {
      offsetMs += ms;
    },
    reset() {
      offsetMs = 0;
    },
  };
}

/** Zoom answers times in UTC without milliseconds: `2026-01-31T09:30:00Z`. */
export function toZoomTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Zoom's daily limits begin again at 00:00 UTC. */
export function utcDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

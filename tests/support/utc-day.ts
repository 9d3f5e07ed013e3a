export const DAY_MS = 86_400_000;
const sinceMidnightMs = Date.now() % DAY_MS;

/** Whether a test of what Zoom counts by the UTC day ends on the day it began. */
export const isDayLong = sinceMidnightMs > 6 * 60_000 && sinceMidnightMs < DAY_MS - 30 * 60_000;

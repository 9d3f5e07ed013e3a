import { z } from 'zod';

/** What the join gate knows: the server's answer, and the server's clock. */
export const gateSchema = z.object({
  state: z.enum(['open', 'live', 'too-early', 'ended', 'cancelled', 'not-permitted']),
  opensAt: z.iso.datetime().nullish(),
  reason: z.string().nullish(),
  now: z.iso.datetime(),
});
export type Gate = z.infer<typeof gateSchema>;

const padded = (value: number): string => String(value).padStart(2, '0');

/** `2 days`, `3:04:05` or `04:05`. */
export const countdown = (remainingMs: number): string => {
  const seconds = Math.max(0, Math.ceil(remainingMs / 1000));
  const hours = Math.floor(seconds / 3600);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  const rest = `${padded(Math.floor((seconds % 3600) / 60))}:${padded(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
};

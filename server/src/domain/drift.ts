import { createHash } from 'node:crypto';
import type { MeetingFields } from './meeting-request';

/** A field that somebody changed in Zoom itself: what we last sent there, and what is there now. */
export type Drift = { field: string; cms: string | null; zoom: string | null };

const inWords = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

/**
 * What somebody changed in Zoom: a fresh read against Zoom's own answer after our last write, so
 * that values which Zoom rewrites (and echoes of our own writes) do not count.
 */
export const driftBetween = (input: {
  afterOurWrite: Record<string, unknown>;
  now: Record<string, unknown>;
  sent: Partial<MeetingFields>;
}): Drift[] =>
  Object.entries(input.now)
    .filter(
      ([field, value]) => field in input.afterOurWrite && input.afterOurWrite[field] !== value
    )
    .map(([field, value]) => ({
      field,
      cms: inWords(Reflect.get(input.sent, field) ?? input.afterOurWrite[field]),
      zoom: inWords(value),
    }));

/**
 * What later reads are compared with after a write of ours: Zoom's answer for the fields that were
 * sent; for all others what it was before, so that our write hides no change made in Zoom, not even
 * one that nobody has noticed yet.
 */
export const baselineAfterWrite = (input: {
  before: Record<string, unknown>;
  now: Record<string, unknown>;
  sent: Partial<MeetingFields>;
}): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(input.now).map(([field, value]) => [
      field,
      field in input.sent || !(field in input.before) ? value : input.before[field],
    ])
  );

/** Tells one change in Zoom from the next: ours is put back once for each. */
export const driftMark = (drift: readonly Drift[]): string =>
  createHash('sha256')
    .update(JSON.stringify(drift.map(({ field, zoom }) => [field, zoom]).sort()))
    .digest('hex')
    .slice(0, 16);

/** What was sent without the fields that drifted, so that the next look sends those again. */
export const sentWithout = <Sent extends Record<string, unknown>>(
  sent: Sent,
  drift: readonly Drift[]
): Sent => {
  const drifted = new Set(drift.map(({ field }) => field));
  return Object.fromEntries(Object.entries(sent).filter(([field]) => !drifted.has(field))) as Sent;
};

/** Zoom's values in the types in which they are sent. */
export const sentAsInZoom = (drift: readonly Drift[]): Partial<MeetingFields> =>
  Object.fromEntries(
    drift.map(({ field, zoom }) => {
      if (field === 'duration') return [field, Number(zoom)];
      if (zoom === 'true' || zoom === 'false') return [field, zoom === 'true'];
      return [field, zoom];
    })
  );

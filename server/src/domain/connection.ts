import { mergeIntervals, type Interval } from './intervals';
import { NONE, withItem } from './small-list';

/** What is known of one join, from its beginning to its end; nothing here is in any order. */
export type Connection = {
  joins: readonly number[];
  leaves: readonly number[];
  /** Of the participant list. */
  stays: readonly Interval[];
};

export const newConnection = (): Connection => ({ joins: NONE, leaves: NONE, stays: NONE });

export const addJoin = (to: Connection, at: number): void => {
  to.joins = withItem(to.joins, at);
};
export const addLeave = (to: Connection, at: number): void => {
  to.leaves = withItem(to.leaves, at);
};
export const addStay = (to: Connection, stay: Interval): void => {
  const isKnown = to.stays.some(({ from, to: until }) => from === stay.from && until === stay.to);
  if (!isKnown) to.stays = withItem(to.stays, stay);
};

/**
 * How far the moment of a join in a webhook and in the participant list may lie apart: both are
 * whole seconds of different clocks of Zoom's.
 */
const SAME_JOIN_MS = 60_000;

const ascending = (moments: readonly number[]): number[] =>
  [...new Set(moments)].sort((a, b) => a - b);

type Stay = { from: number; to: number };

/** Rows that say how long; one of no length is what Zoom lists before it has counted. */
const fullStays = (stays: readonly Interval[]): Stay[] =>
  stays.flatMap(({ from, to }) => (to !== null && to > from ? [{ from, to }] : []));

const listedEnd = (stays: readonly Stay[], join: number): number | undefined =>
  stays.find(({ from, to }) => from <= join + SAME_JOIN_MS && to >= join)?.to;

export type PresenceBounds = {
  /** The instance's end; null while it runs: then the last interval stays open. */
  closeAt: number | null;
  /** What was known of the person before the events were pruned. */
  sealed: readonly Interval[];
};

/**
 * When a connection was there. A leave that never came is taken from the participant list, else
 * from what was sealed, else from the next join of the same connection, else from the instance's end.
 */
export const presenceOf = (
  connection: Connection,
  { closeAt, sealed }: PresenceBounds
): Interval[] => {
  const joins = ascending(connection.joins);
  const leaves = ascending(connection.leaves);
  const stays = fullStays(connection.stays).sort((a, b) => a.from - b.from || a.to - b.to);
  const closing = [...stays, ...fullStays(sealed)];
  const found: Interval[] = [...stays];
  // Seen, though nobody knows for how long.
  for (const { from } of connection.stays) found.push({ from, to: from });
  if (joins.length === 0) for (const leave of leaves) found.push({ from: leave, to: leave });

  let next = 0;
  joins.forEach((join, index) => {
    const following = joins[index + 1] ?? Number.POSITIVE_INFINITY;
    while ((leaves[next] ?? Number.POSITIVE_INFINITY) < join) next += 1;
    const leave = leaves[next];
    if (leave !== undefined && leave <= following) {
      next += 1;
      found.push({ from: join, to: leave });
      return;
    }
    const known = listedEnd(closing, join) ?? (Number.isFinite(following) ? following : closeAt);
    found.push({ from: join, to: known === null ? null : Math.max(join, known) });
  });
  return mergeIntervals(found);
};

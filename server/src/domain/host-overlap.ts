/** A meeting in time, as far as an overlap needs it. */
export type Span = { startTime: Date; endTime: Date };

/** True where two meetings share a moment; one that begins as the other ends does not overlap. */
export const doOverlap = (one: Span, other: Span): boolean =>
  one.startTime < other.endTime && other.startTime < one.endTime;

/**
 * The pairs of one host's meetings that overlap, by their starts, at most `limit`. One pass over
 * the meetings in order: a meeting is compared with those alone that have not ended at its start.
 */
export const overlapsByHost = <Meeting extends Span & { host: string }>(
  meetings: readonly Meeting[],
  limit: number
): [Meeting, Meeting][] => {
  const inOrder = [...meetings].sort((a, b) => a.startTime.getTime() - b.startTime.getTime());
  const open = new Map<string, Meeting[]>();
  const pairs: [Meeting, Meeting][] = [];
  for (const meeting of inOrder) {
    const host = meeting.host.toLowerCase();
    const running = (open.get(host) ?? []).filter((other) => doOverlap(other, meeting));
    for (const other of running) {
      if (pairs.length === limit) return pairs;
      pairs.push([other, meeting]);
    }
    open.set(host, [...running, meeting]);
  }
  return pairs;
};

/** A future meeting as Zoom's list shows it. */
export type ListedInZoom = {
  id: string;
  topic: string;
  startTime: Date | null;
  durationMinutes: number | null;
};

/** A future meeting that a row manages, with Zoom's answer after our last write. */
export type Managed = { zoomId: string; lastSeen: Record<string, unknown> };

export type SweepFindings<M extends Managed, L extends ListedInZoom> = {
  /** Listed otherwise than Zoom last answered us: to be read. */
  toRead: M[];
  /** Not listed: perhaps gone, which only a read of its own may say. */
  notListed: M[];
  /** In Zoom, and no row's. */
  inZoomOnly: L[];
};

const isoOf = (moment: Date | null): string | null =>
  moment && `${moment.toISOString().slice(0, 19)}Z`;

const differs = (managed: Managed, listed: ListedInZoom): boolean => {
  const { topic, start_time: startTime, duration } = managed.lastSeen;
  if (topic === undefined) return true;
  return (
    topic !== listed.topic ||
    startTime !== isoOf(listed.startTime) ||
    duration !== listed.durationMinutes
  );
};

/** Compares one host's future meetings with Zoom's list of them. */
export const compareWithList = <M extends Managed, L extends ListedInZoom>(input: {
  managed: readonly M[];
  listed: readonly L[];
  /** Every id that rows have or had. */
  ownedIds: ReadonlySet<string>;
}): SweepFindings<M, L> => {
  const byId = new Map(input.listed.map((meeting) => [meeting.id, meeting]));
  const toRead: M[] = [];
  const notListed: M[] = [];
  for (const managed of input.managed) {
    const listed = byId.get(managed.zoomId);
    if (!listed) notListed.push(managed);
    else if (differs(managed, listed)) toRead.push(managed);
  }
  const inZoomOnly = input.listed.filter(({ id }) => !input.ownedIds.has(id));
  return { toRead, notListed, inZoomOnly };
};

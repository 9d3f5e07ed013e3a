const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** `2026-03-02` of a day as the viewer's calendar shows it. */
export const dayOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

/** Midnight of such a day, in the viewer's zone; undefined for what is no day. */
export const dateOf = (day: string | undefined): Date | undefined => {
  if (day === undefined || !DAY.test(day)) return undefined;
  const date = new Date(`${day}T00:00:00`);
  return Number.isNaN(date.getTime()) ? undefined : date;
};

/** From the first day's beginning to the last one's end, as the server asks for it. */
export const momentsOf = (days: {
  from?: string | undefined;
  to?: string | undefined;
}): { from?: string; to?: string } => {
  const from = dateOf(days.from);
  const to = dateOf(days.to);
  const next = to && new Date(to.getFullYear(), to.getMonth(), to.getDate() + 1);
  return {
    ...(from ? { from: from.toISOString() } : {}),
    ...(next ? { to: next.toISOString() } : {}),
  };
};

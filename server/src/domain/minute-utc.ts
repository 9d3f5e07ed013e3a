/** A moment as texts of the server name it, to the minute: `2027-01-31 09:05 UTC`. */
export const minuteUtc = (at: Date): string =>
  `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

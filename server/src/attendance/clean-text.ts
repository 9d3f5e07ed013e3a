// eslint-disable-next-line no-control-regex -- control characters are what is taken out
const CONTROL = /[\u0000-\u001f]/g;

/** Fit for a column of 255 characters (PostgreSQL refuses a NUL); empty is null. */
export const cleanText = (value: string | null): string | null =>
  value?.replace(CONTROL, ' ').trim().slice(0, 255) || null;

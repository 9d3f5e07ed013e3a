import { z } from 'zod';

/** Zoom's ids come as JSON integers here and as strings there. */
export const zoomId = z
  .union([z.string().min(1), z.number().int().nonnegative()])
  .transform((value) => String(value));

/** Zoom writes `""` where it has nothing. */
export const textOrNull = z
  .string()
  .nullish()
  .transform((value) => (value ? value : null));

export const textOrEmpty = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

export const dateOrNull = z
  .string()
  .nullish()
  .refine((value) => !value || !Number.isNaN(Date.parse(value)), 'is not a date')
  .transform((value) => (value ? new Date(value) : null));

export const numberOrNull = z
  .number()
  .nullish()
  .transform((value) => value ?? null);

import { z } from 'zod';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
/** A row of attendance as the database gives it; a decimal comes as text from some drivers. */
export const storedEntrySchema = z.object({
  id: z.number(),
  documentId: z.string(),
  instanceUuid: z.string(),
  participantKey: z.string(),
  name: text,
  email: text,
  intervals: z
    .array(z.object({ from: z.string(), to: z.string().nullable() }))
    .nullish()
    .transform((value) => value ?? []),
  seconds: z
    .number()
    .nullish()
    .transform((value) => value ?? 0),
  share: z
    .union([z.number(), z.string()])
    .nullish()
    .transform((value) => (value === null || value === undefined ? null : Number(value))),
  presence: text,
  matchedBy: z.string(),
  registrantDocumentId: text,
  identifiers: z
    .array(z.string())
    .nullish()
    .transform((value) => value ?? []),
});

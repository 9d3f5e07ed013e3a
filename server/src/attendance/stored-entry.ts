import { z } from 'zod';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const intervals = z
  .array(z.object({ from: z.string(), to: z.string().nullable() }))
  .nullish()
  .transform((value) => value ?? []);

/** Those whom a link by hand made the person of a row. */
export const storedPartsSchema = z
  .array(z.object({ identifiers: z.array(z.string()), name: text, intervals }))
  .nullish()
  .transform((value) => value ?? []);

/** A row of attendance as the database gives it; a decimal comes as text from some drivers. */
export const storedEntrySchema = z.object({
  id: z.number(),
  documentId: z.string(),
  instanceUuid: z.string(),
  participantKey: z.string(),
  name: text,
  email: text,
  intervals,
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
  parts: storedPartsSchema,
});

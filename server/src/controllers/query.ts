import type { z } from 'zod';

import { fieldError } from '../settings';

/**
 * What a request says, parsed.
 * @throws ValidationError (400) naming each field that is wrong, never its value.
 */
export const parseRequest = <Schema extends z.ZodType>(
  schema: Schema,
  input: unknown
): z.output<Schema> => {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  throw fieldError(
    parsed.error.issues.map((issue) => ({
      field: issue.path.map(String).join('.'),
      message: issue.message,
    }))
  );
};

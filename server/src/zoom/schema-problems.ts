import type { ZodError } from 'zod';

import type { FieldProblem } from './errors';

/** The fields an answer had wrong, by name and in zod's words, which never repeat a value. */
export const problemFields = (problem: ZodError | undefined): FieldProblem[] =>
  (problem?.issues ?? []).slice(0, 5).map(({ path, message }) => ({
    field: path.map(String).join('.') || 'the whole answer',
    message,
  }));

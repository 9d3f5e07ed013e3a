import { errors } from '@strapi/utils';

export type FieldProblem = { field: string; message: string };

/** A 400 in Strapi's own shape, one entry in `details.errors` for each field. */
export const fieldError = (problems: readonly FieldProblem[]): errors.ValidationError =>
  new errors.ValidationError(
    problems
      .map(({ field, message }) => (field === '' ? message : `${field}: ${message}`))
      .join('; '),
    {
      errors: problems.map(({ field, message }) => ({
        path: field === '' ? [] : field.split('.'),
        message,
        name: 'ValidationError',
      })),
    }
  );

/** What cannot be done as things stand, and can with a confirmation: answered with 409. */
export class ConflictError extends errors.ApplicationError<'ConflictError'> {
  constructor(message: string, details: Record<string, unknown>) {
    super(message, details);
    this.name = 'ConflictError';
  }
}

/** What a refused or lost request says, as far as it can be told to a person. */
export type Failure = {
  /** HTTP status; null when the server did not answer. */
  status: number | null;
  message: string | null;
  /** Messages at the fields they are about, in the order of the answer. */
  fields: FieldFailure[];
  details: Record<string, unknown>;
};
export type FieldFailure = { path: string[]; message: string };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const readPath = (path: unknown): string[] => {
  if (typeof path === 'string') return path.split('.');
  return Array.isArray(path) ? path.map(String) : [];
};

const readFields = (details: unknown): FieldFailure[] => {
  if (!isRecord(details) || !Array.isArray(details.errors)) return [];
  return details.errors.flatMap((error: unknown) =>
    isRecord(error) && typeof error.message === 'string'
      ? [{ path: readPath(error.path), message: error.message }]
      : []
  );
};

/**
 * Reads what the admin's query layer gives for a failed request: Strapi's `error` of the answer
 * (`status`, `name`, `message`, `details`), or a name and a message when there was no answer.
 */
export const readFailure = (error: unknown): Failure => {
  if (!isRecord(error) || typeof error.status !== 'number') {
    return { status: null, message: null, fields: [], details: {} };
  }
  return {
    status: error.status,
    message: typeof error.message === 'string' && error.message !== '' ? error.message : null,
    fields: readFields(error.details),
    details: isRecord(error.details) ? error.details : {},
  };
};

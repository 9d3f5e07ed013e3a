import type { z } from 'zod';
import type { FieldError } from '../zoom-error';
import { zoomErrors } from '../zoom-errors';

/** Parses a request body, refusing it field by field as Zoom does: 400 with code 300 and `errors`. */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown
): z.infer<Schema> {
  if (!isJsonObject(body)) throw zoomErrors.bodyNotAnObject();
  return parse(schema, body);
}

/** Query strings arrive as text; their schemas coerce. */
export function parseQuery<Schema extends z.ZodType>(
  schema: Schema,
  query: Record<string, string>
): z.infer<Schema> {
  return parse(schema, query);
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw zoomErrors.validation(toFieldErrors(result.error, input));
}

export function toFieldErrors(error: z.ZodError, input: unknown): FieldError[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: [...issue.path, key].join('.'),
        message: 'Unknown field.',
      }));
    }
    const isMissing = valueAt(input, issue.path) === undefined;
    return [
      { field: issue.path.join('.'), message: isMissing ? 'Missing field.' : 'Invalid field.' },
    ];
  });
}

function valueAt(input: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (isIndexable(value) ? value[key] : undefined), input);
}

function isIndexable(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return isIndexable(value) && !Array.isArray(value);
}

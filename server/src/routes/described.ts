import { z } from 'zod';

/** A content-API route as this plugin writes it. */
type Route = { method: string; path: string; handler: string; config?: Record<string, unknown> };

/** What goes in and out; what a handler takes is parsed there, this is read by those who ask. */
type Description = {
  /** What the handler parses the query by. */
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The JSON it answers when all went well. */
  response?: z.ZodType;
};

const PATH_PARAMETER = /:(\w+)/g;

/**
 * A schema as Strapi's OpenAPI generator can read it whatever its own version of zod, and whatever the
 * schema transforms: the JSON Schema of what is sent, carried by a schema that says nothing itself.
 */
const readable = (schema: z.ZodType, io: 'input' | 'output'): z.ZodType => {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return z.unknown().meta(json);
};

/** The route with `request` and `response`, which Strapi's OpenAPI generator documents. */
export const described = <Given extends Route>(
  route: Given,
  { query, body, response }: Description
): Given & { request: object; response?: z.ZodType } => {
  const names = [...route.path.matchAll(PATH_PARAMETER)].map(([, name]) => String(name));
  const queries = Object.entries(query?.shape ?? {}).map(([name, schema]) => {
    const described: [string, z.ZodType] = [name, readable(schema as z.ZodType, 'input')];
    return described;
  });
  return {
    ...route,
    request: {
      params: Object.fromEntries(names.map((name) => [name, z.string()])),
      ...(query ? { query: Object.fromEntries(queries) } : {}),
      ...(body ? { body: { 'application/json': readable(body, 'input') } } : {}),
    },
    ...(response ? { response: readable(response, 'output') } : {}),
  };
};

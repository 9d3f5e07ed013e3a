import { generate } from '@strapi/openapi';
import { z } from 'zod';

import manifest from '../../package.json';
import { betterEntry } from './entries';
import type { OperationNotes } from './operation-notes';
import { OPERATIONS } from './operations';

type Json = Record<string, unknown>;
type Strapi = Parameters<typeof generate>[0];

/** What is used of what Strapi's generator gives. */
const operationSchema = z.looseObject({
  operationId: z.string(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })),
  responses: z.record(
    z.string(),
    z.looseObject({
      content: z.record(z.string(), z.looseObject({ schema: z.unknown() })).optional(),
    })
  ),
  requestBody: z.looseObject({}).optional(),
});
type Operation = z.infer<typeof operationSchema>;
const generatedSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});

const isOurs = (path: string): boolean => /^\/zoom\/|\/zoom(\/|$)/.test(path);

const REASONS: Readonly<Record<number, string>> = {
  400: 'A field is missing, wrong or unknown',
  401: 'The token is unknown',
  403: 'The caller lacks the permission',
  404: 'There is no such thing for this caller',
  409: 'It cannot be done as things stand',
  413: 'The body is too large',
  422: 'The Idempotency-Key was used with another body',
  429: 'Too many requests: Retry-After says how long to wait',
  500: 'Something went wrong here',
  502: 'Zoom refused, or gave no usable answer',
  503: 'Not now: switched off, not set up, or at a limit',
  504: 'Zoom did not answer: the outcome is looked up',
};
/** Strapi's own shape, which the plugin's refusals have too. */
const ERROR = z.object({
  success: z.literal(false).optional().describe('Of meeting management alone'),
  data: z.null(),
  error: z.object({
    status: z.int(),
    name: z.string(),
    message: z.string(),
    details: z.looseObject({}).optional(),
  }),
});

const json = (schema: Json): Json => ({ content: { 'application/json': { schema } } });
const refusals = (): Json =>
  Object.fromEntries(
    Object.entries(REASONS).map(([status, description]) => [
      `Error${status}`,
      { description, ...json({ $ref: '#/components/schemas/Error' }) },
    ])
  );
const refusal = (status: number): Json => {
  if (!(status in REASONS))
    throw new Error(`scripts/openapi/document.ts has no words for ${status}`);
  return { $ref: `#/components/responses/Error${status}` };
};

/** The content type's part of a path: `course-sessions` → `PluginZoomCourseSessionDocument`. */
const entryRef = (path: string): Json => {
  const [, , plural = ''] = path.split('/');
  const words = plural.replace(/s$/, '').split('-');
  const name = words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join('');
  return { $ref: `#/components/schemas/PluginZoom${name}Document` };
};
const entriesAnswer = (path: string, entries: 'one' | 'many'): Json => {
  const data = entries === 'one' ? entryRef(path) : { type: 'array', items: entryRef(path) };
  return { type: 'object', properties: { data, meta: { type: 'object' } }, required: ['data'] };
};

const successes = (path: string, operation: Operation, notes: OperationNotes): Json => {
  const { statuses = [200], mediaType } = notes.success ?? {};
  const generated = operation.responses['200']?.content?.['application/json']?.schema;
  const schema = notes.entries ? entriesAnswer(path, notes.entries) : generated;
  const content = (status: number): Json => {
    if (status === 204) return {};
    if (mediaType) return { content: { [mediaType]: { schema: { type: 'string' } } } };
    return schema ? json(schema as Json) : {};
  };
  return Object.fromEntries(
    statuses.map((status) => [String(status), { description: 'Success', ...content(status) }])
  );
};

const bodySchema = z.object({
  content: z.object({
    'application/json': z.object({
      schema: z.object({ required: z.array(z.string()).nonempty().optional() }),
    }),
  }),
});

const ID = { type: 'string', minLength: 1 };
/** Strapi's generator lists an entry's own attributes; relations and operators are names too. */
const BETTER_QUERIES: Readonly<Record<string, Json>> = {
  filters: { type: 'object', additionalProperties: true },
  sort: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
};
const betterParameter = (parameter: Operation['parameters'][number]): Json => {
  if (parameter.in === 'path') return { ...parameter, schema: ID };
  const schema = BETTER_QUERIES[parameter.name];
  return schema ? { ...parameter, schema } : parameter;
};

/** What this operation takes as a body; one of which nothing is required may be left away. */
const betterBody = ({ requestBody }: Operation): Json => {
  if (!requestBody) return {};
  const parsed = bodySchema.safeParse(requestBody);
  const isRequired = parsed.success && parsed.data.content['application/json'].schema.required;
  return { requestBody: { required: Boolean(isRequired), ...requestBody } };
};

const REQUEST_HEADERS: Readonly<Record<string, Json>> = {
  'post /admin/integrations/zoom/meetings': {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'The same key with the same body makes one meeting',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
};

const betterOperation = (name: string, operation: Operation): Json => {
  const notes = OPERATIONS[name];
  if (!notes) throw new Error(`scripts/openapi/operations.ts says nothing of ${name}`);
  const path = name.slice(name.indexOf(' ') + 1);
  const { tag, summary, permission, refusals = [] } = notes;
  const own = permission === null ? [500] : [400, 401, 403, 500];
  const header = REQUEST_HEADERS[name];
  const statuses = new Set([...own, ...refusals, ...(operation.requestBody ? [400] : [])]);
  return {
    operationId: operation.operationId.replaceAll('/', '_'),
    summary,
    tags: [tag],
    ...(permission === null
      ? { security: [] }
      : { description: `Needs the permission \`${permission}\`.` }),
    parameters: [...operation.parameters.map(betterParameter), ...(header ? [header] : [])],
    ...betterBody(operation),
    responses: {
      ...successes(path, operation, notes),
      ...Object.fromEntries([...statuses].map((status) => [String(status), refusal(status)])),
    },
  };
};

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
/** The bounds of numbers that JavaScript counts by, and the moment of writing: nothing that a caller is told. */
const isNoise = (key: string, value: unknown): boolean =>
  key === '$schema' ||
  (key === 'default' && typeof value === 'string' && MOMENT.test(value)) ||
  key === 'x-strapi-serialize' ||
  ((key === 'minimum' || key === 'maximum') && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER);

const withoutNoise = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNoise);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, below]) => !isNoise(key, below));
  return Object.fromEntries(kept.map(([key, below]) => [key, withoutNoise(below)]));
};

/**
 * The plugin's content API as an OpenAPI document: what Strapi's generator reads off the routes, and
 * what it leaves out (errors, other successes than 200, permissions) or cannot know.
 */
export const describeApi = (strapi: Strapi): Json => {
  const { document } = generate(strapi, { type: 'content-api' });
  const { paths, components } = generatedSchema.parse(document);
  const ours = Object.entries(paths).filter(([path]) => isOurs(path));
  const told = ours.map(([path, item]) => {
    const operations = Object.entries(item).map(([method, operation]): [string, Json] => [
      method,
      betterOperation(`${method} ${path}`, operation),
    ]);
    return [path, Object.fromEntries(operations)] as const;
  });
  const schemas = Object.entries(components.schemas)
    .map(([name, schema]) => [name, betterEntry(name, schema)] as const)
    .sort(([one], [other]) => one.localeCompare(other));
  return withoutNoise({
    openapi: '3.1.0',
    info: {
      title: manifest.name,
      description: `The content API of ${manifest.name}. Nothing of it is granted to anybody by default.`,
      version: manifest.version,
      license: { name: manifest.license, identifier: manifest.license },
    },
    servers: [
      {
        url: '{server}/api',
        variables: { server: { default: 'http://localhost:1337' } },
      },
    ],
    security: [{ bearerAuth: [] }],
    tags: [...new Set(Object.values(OPERATIONS).map(({ tag }) => tag))].map((name) => ({ name })),
    paths: Object.fromEntries(told),
    components: {
      securitySchemes: {
        bearerAuth: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API token, or the JWT of a site user',
        },
      },
      responses: refusals(),
      schemas: { ...Object.fromEntries(schemas), Error: z.toJSONSchema(ERROR) },
    },
  }) as Json;
};

/** As it stands in the repository. */
export const writtenDocument = (document: Json): string => `${JSON.stringify(document, null, 2)}\n`;

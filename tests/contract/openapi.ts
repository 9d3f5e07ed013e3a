import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import { repairSchema } from './openapi-repairs';

/** Zoom's own documents are reference data beside the repository, never part of it. */
const FOLDER = path.resolve(__dirname, '../../../shared/zoom-openapi');
const REST_DOCUMENTS = ['zoom-meeting.json', 'zoom-users.json'];
const EVENT_DOCUMENT = 'zoom-meeting-events.json';

export type Verdict =
  | { kind: 'valid' }
  | { kind: 'invalid'; problems: string[] }
  /** The documents know no such path, method, status or event. */
  | { kind: 'undocumented'; what: string };

const content = z
  .looseObject({ 'application/json': z.looseObject({ schema: z.unknown() }).optional() })
  .optional();

const operationSchema = z.looseObject({
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).optional(),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(z.string(), z.looseObject({ content })),
});

const restDocument = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const eventDocument = z.looseObject({
  webhooks: z.record(z.string(), z.looseObject({ post: operationSchema })),
});

type Operation = z.infer<typeof operationSchema>;

export const hasDocuments = [...REST_DOCUMENTS, EVENT_DOCUMENT].every((name) =>
  existsSync(path.join(FOLDER, name))
);

/** `describe`, or a skip that says why, where Zoom's documents are not at hand. */
export function describeWithDocuments(name: string, body: () => void): void {
  if (hasDocuments) {
    describe(name, body);
    return;
  }
  console.warn(`SKIPPED: ${name}: Zoom's OpenAPI documents are not in ../shared/zoom-openapi.`);
  describe.skip(name, body);
}

/**
 * Checks a request against Zoom's documents. `requestPath` is concrete and without `/v2`; a query
 * is checked by its names, a body by its schema and for names the schema does not know.
 */
export function validateRequest(method: string, requestPath: string, body?: unknown): Verdict {
  const [pathname = '', query = ''] = requestPath.split('?');
  const operation = findOperation(method, pathname);
  if (!operation) return { kind: 'undocumented', what: `${method} ${pathname}` };
  const documented = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query')
    .map(({ name }) => name);
  const problems = [...new URLSearchParams(query).keys()]
    .filter((name) => !documented.includes(name))
    .map((name) => `undocumented query parameter ${name}`);
  const schema = operation.requestBody?.content?.['application/json']?.schema;
  if (body !== undefined && schema === undefined) problems.push('a body where none is documented');
  if (body !== undefined && schema !== undefined) {
    problems.push(...problemsOf(schema, body), ...unknownNames(schema, body, ''));
  }
  return verdict(problems);
}

/** Checks an answer. Refusals carry no schema in the documents, so their envelope is checked. */
export function validateResponse(
  method: string,
  requestPath: string,
  { status, body }: { status: number; body: unknown }
): Verdict {
  const pathname = requestPath.replace(/\?.*$/, '');
  const operation = findOperation(method, pathname);
  if (!operation) return { kind: 'undocumented', what: `${method} ${pathname}` };
  if (status >= 400) return verdict(envelopeProblems(body));
  const response = operation.responses[String(status)];
  if (!response) return { kind: 'undocumented', what: `${method} ${pathname} ${status}` };
  const schema = response.content?.['application/json']?.schema;
  if (schema !== undefined) return verdict(problemsOf(schema, body));
  return verdict(isEmpty(body) ? [] : ['a body where none is documented']);
}

/** Checks a webhook as sent: `{ event, event_ts, payload }`. */
export function validateEvent(body: unknown): Verdict {
  const { event } = z.looseObject({ event: z.string() }).parse(body);
  const schema =
    readEvents().webhooks[event]?.post.responses['200']?.content?.['application/json']?.schema;
  return schema === undefined
    ? { kind: 'undocumented', what: event }
    : verdict(problemsOf(schema, body));
}

const documents = new Map<string, unknown>();

function readDocument(name: string): unknown {
  if (!documents.has(name)) {
    documents.set(name, JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')));
  }
  return documents.get(name);
}

function readEvents(): z.infer<typeof eventDocument> {
  return eventDocument.parse(readDocument(EVENT_DOCUMENT));
}

function findOperation(method: string, pathname: string): Operation | undefined {
  for (const name of REST_DOCUMENTS) {
    const { paths } = restDocument.parse(readDocument(name));
    const template = Object.keys(paths)
      .sort((a, b) => placeholders(a) - placeholders(b))
      .find(
        (candidate) =>
          matches(candidate, pathname) && method.toLowerCase() in (paths[candidate] ?? {})
      );
    if (template) return operationSchema.parse(paths[template]?.[method.toLowerCase()]);
  }
  return undefined;
}

function placeholders(template: string): number {
  return template.split('{').length - 1;
}

function matches(template: string, pathname: string): boolean {
  const pattern = template.replaceAll('.', String.raw`\.`).replaceAll(/\{[^}]+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(pathname);
}

const ajv = addFormats(new Ajv({ strict: false, allErrors: true }))
  // The link of a registrant is said to be of the format "string".
  .addFormat('string', true)
  // Local times and the empty addresses of guests: see openapi-repairs.
  .addFormat('date-time', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/)
  .addFormat('email', /^$|^[^@\s]+@[^@\s]+$/);
const compiled = new Map<unknown, ValidateFunction>();

function problemsOf(schema: unknown, body: unknown): string[] {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv.compile(repairSchema(schema));
    compiled.set(schema, validate);
  }
  validate(body);
  return (validate.errors ?? []).map(describeError);
}

function describeError({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;
}

const objectSchema = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
});

/** Names in a body that its schema does not list: Zoom would ignore them without a word. */
function unknownNames(schema: unknown, body: unknown, at: string): string[] {
  const { properties, items } = objectSchema.parse(schema);
  if (Array.isArray(body)) {
    return items === undefined ? [] : body.flatMap((one) => unknownNames(items, one, at));
  }
  if (typeof body !== 'object' || body === null || !properties) return [];
  return Object.entries(body).flatMap(([name, value]) =>
    properties[name] === undefined
      ? [`undocumented field ${at}${name}`]
      : unknownNames(properties[name], value, `${at}${name}.`)
  );
}

function envelopeProblems(body: unknown): string[] {
  const envelope = z.object({ code: z.int(), message: z.string().min(1) });
  const result = envelope.safeParse(body);
  return result.success ? [] : ['a refusal without { code, message }'];
}

function isEmpty(body: unknown): boolean {
  return body === undefined || body === null || body === '';
}

function verdict(problems: string[]): Verdict {
  return problems.length === 0 ? { kind: 'valid' } : { kind: 'invalid', problems };
}

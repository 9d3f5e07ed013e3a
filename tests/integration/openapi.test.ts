import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { generate } from '@strapi/openapi';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

import { ACTION, UID } from '../../contracts/identifiers';
import { describeApi, writtenDocument } from '../../scripts/openapi/document';
import { OPERATIONS } from '../../scripts/openapi/operations';
import type { Agent } from '../support/doors';
import { openClassroom, type Classroom } from '../support/sessions';

const ROOT = path.resolve(__dirname, '../..');
const FILE = path.join(ROOT, 'docs/openapi.json');
const VALIDATOR = path.join(
  ROOT,
  'node_modules/@seriousme/openapi-schema-validator/bin/validate-api-cli.js'
);
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The document as it comes. */
type Row = ReturnType<typeof JSON.parse>;

let room: Classroom;
let everything: Agent;
let document: Row;
let session: string;
let meeting: string;

beforeAll(async () => {
  room = await openClassroom({
    settings: {
      sdkKey: 'sdk-client-id',
      sdkSecret: 'sdk-client-secret',
      registration: { open: true },
      // So that a meeting of tomorrow can be joined now.
      join: { opensMinutesBefore: 43_200 },
    },
  });
  document = describeApi(room.cms.strapi);
  everything = room.cms.requestAs(await room.cms.createApiToken({ type: 'full-access' }));
  session = await room.editor.schedule();
  await room.meetingOf(session);
  meeting = (await room.row(session))!.documentId;
});
afterAll(() => room.close());

const operations = (): { name: string; method: Method; path: string; operation: Row }[] =>
  Object.entries<Row>(document.paths).flatMap(([at, item]) =>
    Object.entries<Row>(item).map(([method, operation]) => ({
      name: `${method} ${at}`,
      method: method as Method,
      path: at,
      operation,
    }))
  );

describe('docs/openapi.json', () => {
  test('is what `npm run openapi` writes now', () => {
    expect(readFileSync(FILE, 'utf8')).toBe(writtenDocument(document));
  });

  test('is accepted by an independent validator', async () => {
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [VALIDATOR, FILE]);
    expect(JSON.parse(stdout)).toEqual({ valid: true });
    // One that accepts anything would be no check.
    await expect(
      run(process.execPath, [VALIDATOR, path.join(ROOT, 'package.json')])
    ).rejects.toThrow();
  });

  test('has every route of the plugin’s content API, and no other', () => {
    const { routes, contentTypes } = room.cms.strapi.plugin('zoom') as unknown as Row;
    expect(Object.keys(contentTypes).length).toBeGreaterThan(0);
    const served = Object.values<Row>(routes)
      .flatMap((router) => router.routes)
      .filter(({ info }: Row) => info.type === 'content-api')
      .map(({ method, path: at, config }: Row) => {
        const prefix = config?.prefix ?? '/zoom';
        const full = at.startsWith(`${prefix}/`) || prefix === '' ? at : `${prefix}${at}`;
        return `${method.toLowerCase()} ${full.replace(/:(\w+)/g, '{$1}')}`;
      });
    const told = operations().map(({ name }) => name);
    expect(served.length).toBeGreaterThan(40);
    expect(told.sort()).toEqual(served.sort());
    expect(told).toEqual(Object.keys(OPERATIONS).sort());
  });

  test('is what Strapi’s own generator reads off the routes, bodies and answers included', () => {
    // As `strapi openapi generate` asks for it, before anything is put right.
    const own: Row = generate(room.cms.strapi, { type: 'content-api' }).document;
    const schemaless = operations().flatMap(({ name, method, path: at, operation }) => {
      const { requestBody, responses } = own.paths[at][method];
      const sent = requestBody?.content['application/json'].schema;
      const answered = responses['200']?.content?.['application/json']?.schema;
      const isTold = (schema: Row) => schema !== undefined && Object.keys(schema).length > 0;
      const hasAnswer = Object.entries<Row>(operation.responses).some(
        ([status, { content }]) => status < '300' && content?.['application/json']
      );
      return [
        ...(operation.requestBody && !isTold(sent) ? [`${name}: what is sent`] : []),
        ...(hasAnswer && !isTold(answered) ? [`${name}: what is answered`] : []),
      ];
    });
    expect(schemaless).toEqual([]);
    // The panel's own calls are for the panel: `strapi openapi generate` leaves them out.
    expect(Object.keys(own.paths)).not.toContain('/zoom/settings');
  });

  test('names each parameter of a path, and each operation once', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name, path: at, operation } of operations()) {
      const inPath = operation.parameters.filter((one: Row) => one.in === 'path');
      const names = [...at.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      expect({ name, names: inPath.map((one: Row) => one.name) }).toEqual({ name, names });
      expect(operation.tags).toHaveLength(1);
    }
  });
});

/** Checks an answer against what the document says of that operation and status. */
const problemsOf = (
  name: string,
  { status, body, type }: { status: number; body: unknown; type: string }
): unknown[] => {
  const found = operations().find((one) => one.name === name);
  const told = found?.operation.responses[String(status)];
  if (told === undefined) return [`${name} answered ${status}, which is not in the document`];
  const response = told.$ref ? document.components.responses[told.$ref.split('/').at(-1)] : told;
  const content = response.content?.[type];
  if (response.content === undefined) return [];
  if (content === undefined) return [`${name} answered ${type}, which is not in the document`];
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ $id: 'api', components: document.components });
  const schema = JSON.parse(
    JSON.stringify(content.schema).replaceAll('"#/components/', '"api#/components/')
  );
  const value = type === 'application/json' ? body : String(body);
  return ajv.validate(schema, value) ? [] : [name, ajv.errors, JSON.stringify(body)];
};
const checked = (answer: { status: number; body: unknown; text: string; type: string }) => ({
  status: answer.status,
  type: answer.type,
  body: answer.type === 'application/json' ? answer.body : answer.text,
});

describe('what is really answered', () => {
  test('is what the document says', async () => {
    const { db } = room.cms.strapi;
    const { id } = (await room.row(session))!;
    await db.query(UID.meetingInstance).create({
      data: { uuid: 'run-1', meeting: id, startedAt: new Date(), participantCount: 1 },
    });
    const person = { name: 'Ann', email: 'ann@students.example', meeting: id };
    const came = await db.query(UID.attendance).create({
      data: { instanceUuid: 'run-1', participantKey: 'email:ann', matchedBy: 'email', ...person },
    });
    const recording = await db.query(UID.recording).create({
      data: {
        zoomFileId: 'f-1',
        fileType: 'MP4',
        state: 'completed',
        isReleased: true,
        meeting: id,
      },
    });
    const transcript = await db.query(UID.transcript).create({
      data: { text: 'Hello', cues: [], language: 'en', recording: recording.id },
    });
    const own = `/zoom/meetings/${meeting}`;
    const user = { id: 7, name: 'Bo Bee', email: 'bo@students.example' };
    const managed = '/admin/integrations/zoom/meetings';
    const { zoomId } = (await room.row(session))!;
    const calls: [string, string, object?][] = [
      ['get /zoom/course-sessions', '/zoom/course-sessions?populate=meeting'],
      ['get /zoom/course-sessions/{id}', `/zoom/course-sessions/${session}`],
      ['get /zoom/meetings', '/zoom/meetings?populate=*'],
      ['get /zoom/meetings/{id}', own],
      ['get /zoom/meeting-instances', '/zoom/meeting-instances?populate=*'],
      ['get /zoom/recordings', '/zoom/recordings?populate=*'],
      ['get /zoom/recordings/{id}', `/zoom/recordings/${recording.documentId}`],
      ['get /zoom/recordings/{documentId}/play', `/zoom/recordings/${recording.documentId}/play`],
      ['get /zoom/transcripts', '/zoom/transcripts'],
      [
        'get /zoom/transcripts/{documentId}/captions.vtt',
        `/zoom/transcripts/${transcript.documentId}/captions.vtt`,
      ],
      ['get /zoom/attendances', '/zoom/attendances?populate=*'],
      ['get /zoom/attendances/{documentId}', `/zoom/attendances/${came.documentId}`],
      ['get /zoom/attendances/export', '/zoom/attendances/export?instanceUuid=run-1'],
      ['get /zoom/meetings/{documentId}/join', `${own}/join`],
      ['post /zoom/meetings/{documentId}/join', `${own}/join`, { user }],
      ['post /zoom/meetings/{documentId}/signature', `${own}/signature`, { user }],
      ['post /zoom/meetings/{documentId}/start-url', `${own}/start-url`, {}],
      ['get /zoom/meetings/{documentId}/calendar.ics', `${own}/calendar.ics`],
      ['get /zoom/calendar.ics', '/zoom/calendar.ics'],
      ['post /zoom/calendar/feeds', '/zoom/calendar/feeds', { label: 'Phone' }],
      ['get /zoom/calendar/feeds', '/zoom/calendar/feeds'],
      ['get /zoom/meetings/{documentId}/registration', `${own}/registration`],
      ['post /zoom/meetings/{documentId}/registrants', `${own}/registrants`, { user }],
      ['post /zoom/meetings/{documentId}/registrants/me', `${own}/registrants/me`, { user }],
      [
        'post /zoom/meetings/{documentId}/registrants/cancel',
        `${own}/registrants/cancel`,
        { user },
      ],
      [
        'post /zoom/meetings/{documentId}/registrants',
        `${own}/registrants`,
        { email: 'guest@students.example', firstName: 'Gus' },
      ],
      ['get /zoom/registrants', '/zoom/registrants?populate=*'],
      [`get ${managed}`, managed],
      [`post ${managed}`, managed, { topic: 'Demo', start_time: '2031-01-25T15:00:00Z' }],
      [`get ${managed}/{id}`, `${managed}/${zoomId}`],
      [`get ${managed}/{id}/start-link`, `${managed}/${zoomId}/start-link`],
      ['get /webhooks/zoom', '/webhooks/zoom'],
    ];
    const problems: unknown[] = [];
    for (const [name, at, body] of calls) {
      const method = name.split(' ')[0] as Method;
      const call = everything[method](`/api${at}`);
      const answer = await (body ? call.send(body) : call);
      if (answer.status > 299) problems.push(`${name} answered ${answer.status} ${answer.text}`);
      problems.push(...problemsOf(name, checked(answer)));
    }
    expect(problems).toEqual([]);
  }, 120_000);

  test('each operation asks for the permission it names, and refuses as the document says', async () => {
    const problems: unknown[] = [];
    const call = async (agent: Agent, { method, path: at }: { method: Method; path: string }) => {
      const concrete = at.replace(/\{\w+\}/g, 'nobodys');
      const request = agent[method](`/api${concrete}`);
      return method === 'get' || method === 'delete' ? request : request.send({});
    };
    for (const one of operations()) {
      const { name } = one;
      const { permission } = OPERATIONS[name]!;
      const nobody = await call(room.cms.request, one);
      if ((nobody.status === 403) !== (permission !== null)) {
        problems.push(`${name} answered nobody with ${nobody.status}`);
      }
      problems.push(...problemsOf(name, checked(nobody)));
      if (permission === null) continue;
      const token = await room.cms.createApiToken({ type: 'custom', permissions: [permission] });
      const holder = await call(room.cms.requestAs(token), one);
      const isOwn = /registrants\/(me|cancel)$/.test(one.path);
      // Whoever names no person has no registration: refused by the handler, not by the permission.
      if (holder.status === 401 || (holder.status === 403 && !isOwn)) {
        problems.push(`${name} with ${permission} answered ${holder.status} ${holder.text}`);
      }
      problems.push(...problemsOf(name, checked(holder)));
    }
    expect(problems).toEqual([]);
    expect(Object.values(OPERATIONS).map(({ permission }) => permission)).toEqual(
      expect.arrayContaining(Object.values(ACTION))
    );
  }, 120_000);
});

import path from 'node:path';

import type { Agent } from '../support/doors';
import { openClassroom, sessionData, type Classroom } from '../support/sessions';

/** Rows and answers as they come. */
type Row = ReturnType<typeof JSON.parse>;

const PRIVATE_FIELDS = ['joinUrl', 'playUrl', 'downloadUrl', 'passcode', 'hostEmail', 'hostId'];
const HIDDEN_TYPES =
  /meeting|attendance|registrant|recording|transcript|config|webhook|announce|erased|zoom/i;

describe("beside Strapi's GraphQL plugin", () => {
  let room: Classroom;
  let everything: Agent;
  let documentId: string;

  const ask = async (agent: Agent, query: string): Promise<Row> =>
    (await agent.post('/graphql').send({ query })).body;

  beforeAll(async () => {
    const resolve = path.dirname(require.resolve('@strapi/plugin-graphql/package.json'));
    room = await openClassroom({
      boot: { plugins: { graphql: { enabled: true, resolve, config: { maxLimit: 100 } } } },
    });
    everything = room.cms.requestAs(await room.cms.createApiToken({ type: 'full-access' }));
    documentId = await room.editor.schedule(sessionData());
    await room.meetingOf(documentId);
  }, 120_000);
  afterAll(() => room.close());

  test('sessions are offered', async () => {
    const { data, errors } = await ask(everything, '{ zoomCourseSessions { documentId title } }');
    expect(errors).toBeUndefined();
    expect(data.zoomCourseSessions).toEqual([{ documentId, title: 'Algebra - Session 1' }]);
  });

  test('people, settings and internal tables are no types, private fields no fields', async () => {
    const { data } = await ask(
      everything,
      '{ __schema { types { name fields { name } inputFields { name } } } }'
    );
    const types: Row[] = data.__schema.types;
    expect(
      types
        .map(({ name }) => name)
        .filter((name) => HIDDEN_TYPES.test(name) && !/course_?session/i.test(name))
    ).toEqual([]);
    // An editor's host is written, and neither read nor filtered by.
    const readable = types.filter(({ name }) => !/(?<!Filters)Input$/.test(name));
    const fields = readable.flatMap(({ name, fields: own, inputFields }: Row) =>
      [...(own ?? []), ...(inputFields ?? [])].map((field: Row) => `${name}.${field.name}`)
    );
    const isPrivate = (field: string) => PRIVATE_FIELDS.includes(field.split('.')[1] ?? '');
    expect(fields.filter(isPrivate)).toEqual([]);
  });

  test('what is asked for all the same is refused, and tells nothing', async () => {
    for (const query of [
      '{ zoomCourseSessions { meeting { joinUrl passcode } } }',
      '{ zoomCourseSessions(filters: { meeting: { joinUrl: { contains: "a" } } }) { documentId } }',
      '{ zoomAttendances { name email } }',
      '{ zoomRecordings { playUrl } }',
    ]) {
      const answer = await ask(everything, query);
      expect(answer.data).toBeUndefined();
      expect(answer.errors[0].message).toMatch(/Cannot query field|is not defined by type/);
    }
  });
});

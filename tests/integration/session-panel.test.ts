import { UID } from '../../contracts/identifiers';
import { inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';

describe('the side panel of a session that lies in the past', () => {
  let room: Classroom;

  beforeAll(async () => {
    room = await openClassroom();
  });
  afterAll(() => room.close());

  const warningsOf = async (documentId: string): Promise<string[]> => {
    const path = `/zoom/sessions/${UID.courseSession}/${documentId}`;
    const { body } = await room.admin.get(path).expect(200);
    return body.data.warnings.map(({ kind }: { kind: string }) => kind);
  };
  const past = sessionData({ startTime: inHours(-5) });

  it('says that no meeting will be made', async () => {
    const documentId = await room.editor.save(past);
    expect(await warningsOf(documentId)).toEqual(['past']);
  });

  it('warns of nothing once the class was held', async () => {
    const documentId = await room.editor.schedule();
    const { id } = await room.rowWhere(documentId, ({ syncState }) => syncState === 'synced');
    await room.cms.strapi.db.query(UID.meeting).update({ where: { id }, data: { state: 'ended' } });
    await room.editor.update(documentId, past);
    expect(await warningsOf(documentId)).toEqual([]);
  });
});

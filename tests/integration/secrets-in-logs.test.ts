import { TABLE, UID } from '../../contracts/identifiers';
import { openClassroom, sessionData, type Classroom } from '../support/sessions';
import { waitUntil } from '../support/wait';

/** Knex puts a whole statement with its values before the driver's words. */
const BECAUSE = 'the disk is full';

describe('a meeting that cannot be saved', () => {
  let room: Classroom;

  beforeAll(async () => {
    // SQLite alone: its triggers refuse what any database may refuse for reasons of its own.
    room = await openClassroom();
    const { tableName } = room.cms.strapi.db.metadata.get(UID.meeting);
    for (const when of ['INSERT', 'UPDATE']) {
      await room.cms.strapi.db.connection.raw(
        `CREATE TRIGGER refuse_${when} BEFORE ${when} ON ${tableName}
         WHEN NEW.zoom_id IS NOT NULL BEGIN SELECT RAISE(ABORT, '${BECAUSE}'); END`
      );
    }
  });
  afterAll(() => room?.close());

  it('is told of in the log and on its job without the statement and its values', async () => {
    await room.editor.schedule(sessionData({ courseName: 'Full disk' }));
    await waitUntil(() => room.zoom.meetings().length === 1, { what: 'the meeting in Zoom' });
    const [made] = room.zoom.meetings();
    const told = await waitUntil(
      () => room.cms.logs.find((line) => /zoom: job sync:.* failed/.test(line)),
      { what: 'the failure in the log', timeoutMs: 60_000 }
    );
    const jobs = () =>
      room.cms.strapi.db.connection(TABLE.job).whereNotNull('last_error').pluck('last_error');
    const kept = await waitUntil(async () => (await jobs()).join('\n'), {
      what: 'the reason on the job',
    });
    const everything = [...room.cms.logs, kept].join('\n');
    expect(everything).not.toMatch(/\b(insert into|update)\b.*zm_/i);
    const secrets = [
      made?.password,
      made?.join_url,
      made?.start_url,
      made?.encrypted_password,
      room.zoom.credentials.clientSecret,
    ].filter((value): value is string => typeof value === 'string' && value !== '');
    expect(secrets.length).toBeGreaterThanOrEqual(4);
    for (const secret of secrets) expect(everything).not.toContain(secret);
    expect(everything).not.toMatch(/pwd=|zak=|Bearer /);
    // What is left says what to mend.
    expect(told).toContain(BECAUSE);
    expect(kept).toContain(BECAUSE);
  });
});

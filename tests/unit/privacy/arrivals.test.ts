import { runKey } from '../../../server/src/attendance/run-key';
import { createArrivals } from '../../../server/src/privacy/arrivals';
import { createErasedPeople, speakerOf } from '../../../server/src/privacy/erased-people';
import { TABLE } from '../../../contracts/identifiers';
import { onEachDatabase } from '../../support/job-database';

const ERASED_AT = new Date('2026-03-02T12:00:00Z');

const joined = (participant: object, event = 'meeting.participant_joined') => ({
  event,
  event_ts: ERASED_AT.getTime() - 1,
  meeting_uuid: 'run==',
  payload: JSON.stringify({ event, payload: { object: { uuid: 'run==', participant } } }),
  secrets: 'sealed',
  state: 'received',
  error: null,
});
const participantOf = ({ payload }: { payload: string }) =>
  JSON.parse(payload).payload.object.participant;

onEachDatabase('what arrives of erased people', (opened) => {
  const setUp = async (key = 'a key') => {
    const { database } = opened();
    const erased = createErasedPeople({ database, key });
    await createErasedPeople({ database, key: 'a key' }).remember(
      [{ kind: 'id', value: 'uuid-ann' }, speakerOf('run==', 'Ann Bee')],
      { person: 'p1', erasedAt: ERASED_AT }
    );
    const arrivals = createArrivals({ database, erased });
    const take = (rows: ReturnType<typeof joined>[]) =>
      database.transaction(({ trx }) => arrivals.events(rows, trx));
    return { database, arrivals, take };
  };

  it('loses name and ids, and brings ids that were not known', async () => {
    const { take } = await setUp();
    const [first] = await take([
      joined({ participant_uuid: 'uuid-ann', user_name: 'Ann Bee', customer_key: 'c-ann' }),
    ]);
    expect(first!.payload).not.toMatch(/ann/i);
    expect(first!.secrets).toBeNull();
    const [second] = await take([joined({ customer_key: 'c-ann', user_name: 'Ann Bee' })]);
    expect(participantOf(second!).customer_key).toBe(participantOf(first!).customer_key);
    expect(participantOf(second!).customer_key).toMatch(/^erased-/);
  });

  it('is known by the number of the join, in the run where it was theirs', async () => {
    const { arrivals, take } = await setUp();
    await take([joined({ participant_uuid: 'uuid-ann', user_id: '16', user_name: 'Ann Bee' })]);
    const shared = joined({ user_id: '16', user_name: 'Ann Bee' }, 'meeting.sharing_started');
    const [known, other] = await take([shared, { ...shared, meeting_uuid: 'another==' }]);
    expect(participantOf(known!)).toEqual({ user_id: '16', user_name: 'Erased' });
    expect(other).toMatchObject({ payload: shared.payload });
    const nothing = { email: null, participant_user_id: null, registrant_id: null };
    const row = { ...nothing, customer_key: null, join_id: '16', name: 'Ann Bee' };
    const kept = await arrivals.listed([
      { ...row, run_key: runKey('run==') },
      { ...row, run_key: runKey('another==') },
    ]);
    expect(kept.map(({ name }) => name)).toEqual(['Erased', 'Ann Bee']);
  });

  it('of others is left as it is', async () => {
    const { take } = await setUp();
    const others = [joined({ participant_uuid: 'uuid-ben', user_name: 'Ann Bee' })];
    expect(await take(others)).toEqual(others);
  });

  it('is known by nobody who lacks the key', async () => {
    const { database, take } = await setUp('another key');
    const rows = [joined({ participant_uuid: 'uuid-ann', user_name: 'Ann Bee' })];
    expect(await take(rows)).toEqual(rows);
    expect(JSON.stringify(await database.connection(TABLE.erased))).not.toMatch(/ann|run==/i);
  });

  it('in a transcript that is read anew has no name, in the runs where it was theirs', async () => {
    const { arrivals } = await setUp();
    const cues = [
      { start: 0, end: 1, speaker: 'ann bee', text: 'Hello.' },
      { start: 1, end: 2, speaker: 'Ben', text: 'Hello, Ann Bee!' },
    ];
    expect(await arrivals.cues('run==', cues)).toEqual([
      { start: 0, end: 1, speaker: 'Erased', text: 'Hello.' },
      { start: 1, end: 2, speaker: 'Ben', text: 'Hello, Erased!' },
    ]);
    expect(await arrivals.cues('another==', cues)).toEqual(cues);
  });
});

import { UID } from '../../../contracts/identifiers';
import { runKey } from '../attendance/run-key';
import { ERASED_NAME, peopleIn, withoutPerson } from '../domain/person-in-payload';
import type { TranscriptCue } from '../domain/transcript';
import { withoutSpeakers } from '../domain/person-in-transcript';
import type { Database, Transaction } from '../jobs/database';
import { joinOf, speakerOf, type ErasedPeople, type Erasure, type Trait } from './erased-people';

type EventRow = {
  event: string;
  event_ts: number | null;
  meeting_uuid: string | null;
  payload: string;
  secrets: string | null;
  state: string;
  error: string | null;
};
type ListedRow = {
  run_key: string;
  join_id: string | null;
  name: string | null;
  email: string | null;
  participant_user_id: string | null;
  registrant_id: string | null;
  customer_key: string | null;
};
type Identity = {
  email: string | null;
  ids: string[];
  /** The number of the join, in the run of that key. */
  join: string | null;
  run: string | null;
};

const OF_REGISTRATION = /^meeting\.registration_/;
/** Why such an event is not acted upon: there is nobody left whom it is about. */
const OF_ERASED = 'of a person who was erased';

const traitsOf = ({ email, ids, join, run }: Identity): Trait[] => [
  ...(email ? [{ kind: 'email', value: email } as const] : []),
  ...(join !== null && run !== null ? [joinOf(run, join)] : []),
  ...ids.map((value) => ({ kind: 'id', value }) as const),
];

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const peopleOf = ({ meeting_uuid: uuid }: EventRow, body: unknown): Identity[] => {
  const run = uuid === null ? null : runKey(uuid);
  return peopleIn(body).map((who) => ({ ...who, run }));
};

export type Arrivals = ReturnType<typeof createArrivals>;

/**
 * What Zoom tells after somebody was erased, before it is stored: webhooks, participant lists and
 * transcripts come without the person. Who registers anew is a person again.
 */
export const createArrivals = (deps: { database: Database; erased: ErasedPeople }) => {
  const { database, erased } = deps;

  const hasRegistered = async (email: string): Promise<boolean> =>
    (await database.query(UID.registrant).count({ where: { email: { $eqi: email } } })) > 0;

  /** Null: known to nobody, or back. Ids that were not known yet are, from now on. */
  const erasureOf = async (
    who: Identity,
    known: { whose: (trait: Trait) => Erasure | null; transaction?: Transaction | undefined }
  ): Promise<Erasure | null> => {
    const traits = traitsOf(who);
    const erasure = traits.map(known.whose).find((found) => found !== null) ?? null;
    if (erasure === null) return null;
    if (who.email && (await hasRegistered(who.email))) {
      await erased.forget(who.email);
      return null;
    }
    await erased.remember(traits, erasure, known.transaction);
    return erasure;
  };

  const pseudonymsOf = ({ email, ids, join }: Identity) => ({
    email: email === null ? null : { from: email, to: erased.emailFor(email) },
    ids: new Map(ids.map((id) => [id, erased.idFor(id)])),
    joins: new Set(join === null ? [] : [join]),
  });

  const cleaned = async <Row extends EventRow>(
    row: Row,
    known: { whose: (trait: Trait) => Erasure | null; transaction: Transaction }
  ): Promise<Row> => {
    let body = parse(row.payload);
    let isChanged = false;
    const isRegistration = OF_REGISTRATION.test(row.event);
    for (const who of peopleOf(row, body)) {
      const erasure = await erasureOf(who, known);
      if (erasure === null) continue;
      const isAnew = isRegistration && (row.event_ts ?? 0) > erasure.erasedAt.getTime();
      if (isAnew && who.email !== null) {
        await erased.forget(who.email);
        continue;
      }
      body = withoutPerson(body, pseudonymsOf(who)).body;
      isChanged = true;
    }
    if (!isChanged) return row;
    const ignored = isRegistration ? { state: 'ignored', error: OF_ERASED } : {};
    return { ...row, payload: JSON.stringify(body), secrets: null, ...ignored };
  };

  return {
    /** Events as they may be stored; in the transaction that stores them. */
    events: async <Row extends EventRow>(rows: Row[], transaction: Transaction): Promise<Row[]> => {
      if (await erased.isNobody(transaction)) return rows;
      const traits = rows.flatMap((row) => peopleOf(row, parse(row.payload)).flatMap(traitsOf));
      if (traits.length === 0) return rows;
      const whose = await erased.find(traits, transaction);
      const result: Row[] = [];
      for (const row of rows) result.push(await cleaned(row, { whose, transaction }));
      return result;
    },

    /** Rows of a participant list as they may be kept. */
    listed: async <Row extends ListedRow>(rows: Row[]): Promise<Row[]> => {
      if (rows.length === 0 || (await erased.isNobody())) return rows;
      const identityOf = (row: Row): Identity => ({
        email: row.email,
        ids: [row.participant_user_id, row.registrant_id, row.customer_key].flatMap(
          (id) => id ?? []
        ),
        join: row.join_id,
        run: row.run_key,
      });
      const whose = await erased.find(rows.flatMap((row) => traitsOf(identityOf(row))));
      const pseudonym = (id: string | null): string | null =>
        id === null ? null : erased.idFor(id);
      const result: Row[] = [];
      for (const row of rows) {
        const erasure = await erasureOf(identityOf(row), { whose });
        result.push(
          erasure === null
            ? row
            : {
                ...row,
                name: ERASED_NAME,
                email: row.email === null ? null : erased.emailFor(row.email),
                participant_user_id: pseudonym(row.participant_user_id),
                registrant_id: pseudonym(row.registrant_id),
                customer_key: pseudonym(row.customer_key),
              }
        );
      }
      return result;
    },

    /** The cues of a run's transcript as they may be kept. */
    cues: async (run: string, cues: TranscriptCue[]): Promise<TranscriptCue[]> => {
      if (await erased.isNobody()) return cues;
      const speakers = [...new Set(cues.flatMap(({ speaker }) => speaker ?? []))];
      const whose = await erased.find(speakers.map((name) => speakerOf(run, name)));
      const names = speakers.filter((name) => whose(speakerOf(run, name)) !== null);
      return withoutSpeakers(cues, names).cues;
    },
  };
};

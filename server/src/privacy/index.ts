import { z } from 'zod';

import { TABLE, UID } from '../../../contracts/identifiers';
import type { PersonErased, PersonExport } from '../../../contracts/people';
import { runKey } from '../attendance/run-key';
import { ERASED_NAME } from '../domain/person-in-payload';
import { rowsOf, type Database, type JobLog } from '../jobs/database';
import { createAttendanceOfPerson } from './attendance-of-person';
import { createEmbedKeys } from './embed-keys';
import { createEventScan } from './event-scan';
import { joinOf, speakerOf, type ErasedPeople, type Trait } from './erased-people';
import { isAddressOf, newPerson, type Person, type PersonPseudonyms } from './person';
import { createTranscriptsOfPerson } from './transcripts-of-person';

export type PeopleDeps = {
  database: Database;
  /** Decrypts what was cut out of payloads; null where it cannot be read. */
  open: (sealed: string) => string | null;
  erased: ErasedPeople;
  /** A run's attendance is to be folded anew. */
  refold: (run: string) => Promise<void>;
  /** Removes a file from the Media Library and from where it is stored. */
  removeFile: (file: unknown) => Promise<void>;
  /** Has Zoom forget a registration that goes here; raised before the row goes. */
  forgetInZoom: (gone: {
    rowId: number;
    zoomMeetingId: string;
    zoomRegistrantId: string;
  }) => Promise<void>;
  /** A random text of letters and digits. */
  newToken: () => string;
  clock: () => Date;
  log: JobLog;
};

const registrantSchema = z.looseObject({
  id: z.number().int(),
  email: z.string(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  zoomRegistrantId: z.string().nullish(),
  zoomMeetingId: z.string().nullish(),
  meeting: z.looseObject({ id: z.number().int() }).nullish(),
});

const NOTICE_COLUMNS = ['kind', 'state', 'attempts', 'created_at', 'sent_at'];

/** What is no one's business, the person's included: links that log in. */
const shown = (row: Record<string, unknown>): Record<string, unknown> => {
  const { id: _id, joinUrl: _joinUrl, createdBy: _by, updatedBy: _also, ...rest } = row;
  return rest;
};

/** All that is held of a person, found by e-mail address in whatever case. */
export const createPeople = (deps: PeopleDeps) => {
  const { database, erased, newToken, clock, log } = deps;
  const events = createEventScan(deps);
  const attendance = createAttendanceOfPerson({ database });
  const embedKeys = createEmbedKeys({ database });
  const transcripts = createTranscriptsOfPerson(deps);

  const registrantsOf = async (person: Person) => {
    const rows: unknown[] = await database.query(UID.registrant).findMany({
      where: { email: { $eqi: person.email } },
      populate: { meeting: { select: ['id', 'documentId', 'topic', 'startTime'] } },
    });
    return rows
      .map((row) => registrantSchema.parse(row))
      .filter(({ email }) => isAddressOf(email, person));
  };

  const hostedBy = async (person: Person): Promise<Record<string, unknown>[]> => {
    const rows: Record<string, unknown>[] = await database.query(UID.meeting).findMany({
      where: { hostEmail: { $eqi: person.email } },
      select: ['documentId', 'topic', 'startTime', 'hostEmail'],
    });
    return rows.filter(({ hostEmail }) => isAddressOf(hostEmail, person));
  };

  const runsOf = async (meetingRowId: number): Promise<string[]> => {
    const rows: unknown[] = await database
      .query(UID.meetingInstance)
      .findMany({ where: { meeting: { id: meetingRowId } }, select: ['uuid'] });
    return rows.map((row) => z.object({ uuid: z.string() }).parse(row).uuid);
  };

  /** The address, and every id and name that anything here knows the person by. */
  const identify = async (email: string): Promise<Person> => {
    const person = newPerson(email);
    for (const registrant of await registrantsOf(person)) {
      const { zoomRegistrantId, firstName, lastName, meeting } = registrant;
      if (zoomRegistrantId) person.ids.add(zoomRegistrantId);
      const name = [firstName, lastName].filter(Boolean).join(' ');
      if (name !== '') person.names.add(name);
      for (const run of meeting ? await runsOf(meeting.id) : []) person.runs.add(run);
    }
    await embedKeys.learnIds(person);
    // An id may stand beside another one in what was passed already.
    for (let known = -1; known !== person.ids.size; ) {
      known = person.ids.size;
      await attendance.learnIds(person);
      await events.learnIds(person);
    }
    await attendance.learnNames(person);
    person.names.delete(ERASED_NAME);
    return person;
  };

  const pseudonymsFor = ({ email, ids }: Person): PersonPseudonyms => ({
    email: { from: email, to: erased.emailFor(email) },
    ids: new Map([...ids].map((id) => [id, erased.idFor(id)])),
  });

  /** From now on what Zoom tells of the person is stored without them. */
  const remember = async ({ email, ids, names, runs, joins }: Person): Promise<void> => {
    const traits: Trait[] = [
      { kind: 'email', value: email },
      ...[...ids].map((value): Trait => ({ kind: 'id', value })),
      ...[...runs].flatMap((run) => [...names].map((name) => speakerOf(run, name))),
      ...[...joins].flatMap(([run, own]) => [...own].map((join) => joinOf(runKey(run), join))),
    ];
    await erased.remember(traits, { person: newToken(), erasedAt: clock() });
  };

  const noticesTo = (registrants: { id: number }[]) =>
    rowsOf(database, TABLE.notice).whereIn(
      'registrant_row_id',
      registrants.map(({ id }) => id)
    );

  return {
    async exportPerson(email: string): Promise<PersonExport> {
      const person = await identify(email);
      const registrants = await registrantsOf(person);
      const notices: Record<string, unknown>[] =
        await noticesTo(registrants).select(NOTICE_COLUMNS);
      return {
        email: person.email,
        registrants: registrants.map(shown),
        attendances: (await attendance.rows(person)).map(shown),
        participantLists: (await attendance.listed(person)).map(shown),
        embedKeys: (await embedKeys.rows(person)).map(shown),
        events: await events.find(person, pseudonymsFor(person)),
        transcripts: await transcripts.find(person),
        recordings: await transcripts.toJudge(person),
        notices,
        hosting: (await hostedBy(person)).map(shown),
      };
    },

    /**
     * Removes the person, or what says that it was this person, for good: what Zoom tells later is
     * stored without them, unless they register anew. May run again: what a crash left is found by
     * the registrant, who goes last.
     */
    async erasePerson(email: string): Promise<PersonErased> {
      const person = await identify(email);
      const pseudonyms = pseudonymsFor(person);
      await remember(person);
      const redacted = await events.redact(person, pseudonyms);
      const attendances = await attendance.anonymise(person, pseudonyms);
      const keys = await embedKeys.remove(person);
      const spoken = await transcripts.anonymise(person);
      const recorded = await transcripts.toJudge(person);
      const registrants = await registrantsOf(person);
      const notices: number = registrants.length > 0 ? await noticesTo(registrants).delete() : 0;
      for (const { id, zoomMeetingId, zoomRegistrantId } of registrants) {
        if (zoomMeetingId && zoomRegistrantId) {
          await deps.forgetInZoom({ rowId: id, zoomMeetingId, zoomRegistrantId });
        }
        await database.query(UID.registrant).delete({ where: { id } });
      }
      // A fold that had read the events before they were changed is followed by this one.
      for (const run of person.runs) await deps.refold(run);
      const hosting = (await hostedBy(person)).length;
      log.info(
        `zoom: a person was erased: ${registrants.length} registrants and ${notices} notices removed, ` +
          `${attendances.anonymised} attendance rows, ${redacted.redacted} events and ${spoken.anonymised} transcripts anonymised`
      );
      return {
        registrants: { found: registrants.length, removed: registrants.length },
        attendances,
        embedKeys: { found: keys, removed: keys },
        events: redacted,
        transcripts: spoken,
        recordings: { found: recorded.length, kept: recorded.length, files: recorded },
        notices: { found: notices, removed: notices },
        hosting: { found: hosting, kept: hosting },
      };
    },
  };
};
export type People = ReturnType<typeof createPeople>;

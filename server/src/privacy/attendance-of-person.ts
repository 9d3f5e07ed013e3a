import { z } from 'zod';

import { TABLE, UID } from '../../../contracts/identifiers';
import { ERASED_NAME } from '../domain/person-in-payload';
import { rowsOf, type Database } from '../jobs/database';
import { runKey } from '../attendance/run-key';
import { storedPartsSchema } from '../attendance/stored-entry';
import {
  isAddressOf,
  joinsIn,
  ownIds,
  pseudonymous,
  type Person,
  type PersonPseudonyms,
} from './person';

/** Ids of one statement. */
const BATCH = 200;

const identifiers = z.array(z.string()).nullish().catch(null);

const attendanceSchema = z.looseObject({
  id: z.number().int(),
  instanceUuid: z.string(),
  participantKey: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  identifiers,
  parts: storedPartsSchema,
});
type Attendance = z.infer<typeof attendanceSchema>;

const linkSchema = z.looseObject({
  from: z.string(),
  to: z.string(),
  name: z.string().nullish(),
});
const instanceSchema = z.object({
  id: z.number().int(),
  uuid: z.string(),
  links: z.array(linkSchema).nullish().catch(null),
});

const listedSchema = z.object({
  id: z.number().int(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  participant_user_id: z.string().nullable(),
  registrant_id: z.string().nullable(),
  customer_key: z.string().nullable(),
});

const chunks = <Item>(items: Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) =>
    items.slice(index * BATCH, (index + 1) * BATCH)
  );

/** A person in attendance: the rows, what Zoom's list said, and what was linked by hand. */
export const createAttendanceOfPerson = ({ database }: { database: Database }) => {
  const byEmail = async (person: Person): Promise<Attendance[]> => {
    const rows: unknown[] = await database
      .query(UID.attendance)
      .findMany({ where: { email: { $eqi: person.email } } });
    return rows
      .map((row) => attendanceSchema.parse(row))
      .filter(({ email }) => isAddressOf(email, person));
  };

  /** Also where the address is not known, by the key that another run has the address to. */
  const rowsOfPerson = async (person: Person): Promise<Attendance[]> => {
    const found = new Map((await byEmail(person)).map((row) => [row.id, row]));
    const kinds = ['registrant', 'customer', 'user', 'uuid'];
    const keys = [...person.ids].flatMap((id) => kinds.map((kind) => `${kind}:${id}`));
    for (const some of chunks([`email:${person.email}`, ...keys])) {
      const rows: unknown[] = await database
        .query(UID.attendance)
        .findMany({ where: { participantKey: { $in: some } } });
      for (const row of rows.map((one) => attendanceSchema.parse(one))) found.set(row.id, row);
    }
    return [...found.values()];
  };

  const listed = async (person: Person) => {
    const found = new Map<number, z.infer<typeof listedSchema>>();
    const columns = ['participant_user_id', 'registrant_id', 'customer_key'];
    const remember = (rows: unknown[]): void => {
      for (const row of rows.map((one) => listedSchema.parse(one))) found.set(row.id, row);
    };
    const table = () =>
      rowsOf(database, TABLE.listedParticipant).select(Object.keys(listedSchema.shape));
    remember(await table().whereRaw('LOWER(email) = ?', [person.email]));
    for (const some of chunks([...person.ids])) {
      for (const column of columns) remember(await table().whereIn(column, some));
    }
    // Of a guest the list says no more than the number of the join.
    for (const [run, joins] of person.joins) {
      for (const some of chunks([...joins])) {
        remember(
          await table()
            .where({ run_key: runKey(run) })
            .whereIn('join_id', some)
        );
      }
    }
    return [...found.values()];
  };

  const instancesOf = async (rows: Attendance[]) => {
    const uuids = [...new Set(rows.map(({ instanceUuid }) => instanceUuid))];
    const found: z.infer<typeof instanceSchema>[] = [];
    for (const some of chunks(uuids)) {
      const instances: unknown[] = await database
        .query(UID.meetingInstance)
        .findMany({ where: { uuid: { $in: some } } });
      found.push(...instances.map((one) => instanceSchema.parse(one)));
    }
    return found;
  };

  return {
    rows: rowsOfPerson,
    listed,

    /** Adds the ids and joins that attendance knows the person by. */
    async learnIds(person: Person): Promise<void> {
      for (const row of await rowsOfPerson(person)) {
        const all = [row.participantKey, ...(row.identifiers ?? [])];
        for (const id of ownIds(all, person.email)) person.ids.add(id);
        const joins = person.joins.get(row.instanceUuid) ?? new Set();
        for (const join of joinsIn(all)) joins.add(join);
        person.joins.set(row.instanceUuid, joins);
      }
    },

    /** Adds what the person is called, and in which runs they were; to be called after `learnIds`. */
    async learnNames(person: Person): Promise<void> {
      for (const row of await rowsOfPerson(person)) {
        person.runs.add(row.instanceUuid);
        if (row.name) person.names.add(row.name);
      }
      for (const { name } of await listed(person)) if (name) person.names.add(name);
    },

    /** Rows keep their times, so that the numbers of the class stay; they are nobody's then. */
    async anonymise(
      person: Person,
      pseudonyms: PersonPseudonyms
    ): Promise<{ found: number; anonymised: number }> {
      const rows = await rowsOfPerson(person);
      const renamed = (one: string): string => pseudonymous(one, pseudonyms);
      const idOf = (id: string | null): string | null =>
        id === null ? null : (pseudonyms.ids.get(id) ?? id);

      for (const row of await listed(person)) {
        await rowsOf(database, TABLE.listedParticipant)
          .where({ id: row.id })
          .update({
            name: ERASED_NAME,
            email: row.email === null ? null : pseudonyms.email.to,
            participant_user_id: idOf(row.participant_user_id),
            registrant_id: idOf(row.registrant_id),
            customer_key: idOf(row.customer_key),
          });
      }
      for (const { id, links } of await instancesOf(rows)) {
        if (!links || links.length === 0) continue;
        const isHis = (link: { from: string; to: string }): boolean =>
          renamed(link.from) !== link.from || renamed(link.to) !== link.to;
        const cleaned = links.map((link) =>
          isHis(link)
            ? { ...link, from: renamed(link.from), to: renamed(link.to), name: ERASED_NAME }
            : link
        );
        await database
          .query(UID.meetingInstance)
          .update({ where: { id }, data: { links: cleaned } });
      }
      for (const row of rows) {
        await database.query(UID.attendance).update({
          where: { id: row.id },
          data: {
            name: ERASED_NAME,
            email: null,
            linkedTo: null,
            registrantDocumentId: null,
            participantKey: renamed(row.participantKey),
            identifiers: row.identifiers?.map(renamed) ?? null,
            parts: row.parts.map((part) => ({
              ...part,
              name: ERASED_NAME,
              identifiers: part.identifiers.map(renamed),
            })),
          },
        });
      }
      return { found: rows.length, anonymised: rows.length };
    },
  };
};
export type AttendanceOfPerson = ReturnType<typeof createAttendanceOfPerson>;

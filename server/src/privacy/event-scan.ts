import { z } from 'zod';

import { TABLE } from '../../../contracts/identifiers';
import {
  idsOfPerson,
  namesAddress,
  namesOfPerson,
  withoutPerson,
} from '../domain/person-in-payload';
import { rowsOf, type Database } from '../jobs/database';
import type { Person, PersonPseudonyms } from './person';

const PAGE = 500;

const eventSchema = z.object({
  id: z.number().int(),
  event: z.string(),
  meeting_uuid: z.string().nullable(),
  payload: z.string().nullable(),
  secrets: z.string().nullable(),
  received_at: z.union([z.number(), z.string()]).transform(Number).nullable(),
});
type StoredEvent = z.infer<typeof eventSchema>;

export type EventScanDeps = {
  database: Database;
  /** Decrypts what was cut out of a payload; null where it cannot be read. */
  open: (sealed: string) => string | null;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** The numbers by which the person joined the run that an event is about. */
const joinsOf = ({ joins }: Person, { meeting_uuid: run }: StoredEvent): ReadonlySet<string> =>
  joins.get(run ?? '') ?? new Set();

/** A look at the text is cheaper than reading it, and most events are about others. */
const mayName = (text: string, { email, ids }: Person, joins: ReadonlySet<string>): boolean => {
  const lower = text.toLowerCase();
  if (lower.includes(email)) return true;
  for (const id of ids) if (text.includes(id)) return true;
  for (const join of joins) if (text.includes(join)) return true;
  return false;
};

/**
 * The stored events that name a person. All are read, in pages: databases differ in how they compare
 * letters, and none of them looks into JSON alike.
 */
export const createEventScan = ({ database, open }: EventScanDeps) => {
  async function* pages(): AsyncGenerator<StoredEvent[]> {
    for (let lastId = 0; ; ) {
      const rows: unknown[] = await rowsOf(database, TABLE.webhookEvent)
        .where('id', '>', lastId)
        .orderBy('id')
        .limit(PAGE)
        .select(Object.keys(eventSchema.shape));
      const page = rows.map((row) => eventSchema.parse(row));
      const last = page.at(-1);
      if (last === undefined) return;
      yield page;
      lastId = last.id;
    }
  }

  const hasSecretOf = ({ secrets }: StoredEvent, { email }: Person): boolean => {
    const plain = secrets === null ? null : open(secrets);
    return plain !== null && namesAddress(plain, email);
  };

  return {
    /** Adds to the person the ids and names that events know them by, and the runs they were in. */
    async learnIds(person: Person): Promise<void> {
      for await (const page of pages()) {
        for (const event of page) {
          const { payload, meeting_uuid: run } = event;
          const joins = joinsOf(person, event);
          if (payload === null || !mayName(payload, person, joins)) continue;
          const body = parse(payload);
          const who = { email: person.email, ids: person.ids, joins };
          const names = namesOfPerson(body, who);
          for (const id of idsOfPerson(body, who)) person.ids.add(id);
          for (const name of names) person.names.add(name);
          if (names.length > 0 && run !== null) person.runs.add(run);
        }
      }
    },

    async find(person: Person, pseudonyms: PersonPseudonyms): Promise<Record<string, unknown>[]> {
      const found: Record<string, unknown>[] = [];
      for await (const page of pages()) {
        for (const event of page) {
          if (event.payload === null) continue;
          const joins = joinsOf(person, event);
          const isNamed = mayName(event.payload, person, joins);
          const body = isNamed ? parse(event.payload) : null;
          const isAbout = isNamed && withoutPerson(body, { ...pseudonyms, joins }).isChanged;
          if (!isAbout && !hasSecretOf(event, person)) continue;
          found.push({
            id: event.id,
            event: event.event,
            receivedAt:
              event.received_at === null ? null : new Date(event.received_at).toISOString(),
            payload: isAbout ? body : null,
          });
        }
      }
      return found;
    },

    async redact(
      person: Person,
      pseudonyms: PersonPseudonyms
    ): Promise<{ found: number; redacted: number; secretsRemoved: number }> {
      const done = { found: 0, redacted: 0, secretsRemoved: 0 };
      for await (const page of pages()) {
        for (const event of page) {
          const text = event.payload;
          const joins = joinsOf(person, event);
          const cleaned =
            text !== null && mayName(text, person, joins)
              ? withoutPerson(parse(text), { ...pseudonyms, joins })
              : null;
          const isChanged = cleaned?.isChanged ?? false;
          // A join link in what was cut out is the person's own.
          const hasSecret =
            event.secrets !== null && (cleaned?.isPerson === true || hasSecretOf(event, person));
          if (!isChanged && !hasSecret) continue;
          await rowsOf(database, TABLE.webhookEvent)
            .where({ id: event.id })
            .update({
              ...(isChanged ? { payload: JSON.stringify(cleaned?.body) } : {}),
              ...(hasSecret ? { secrets: null } : {}),
            });
          done.found += 1;
          if (isChanged) done.redacted += 1;
          if (hasSecret) done.secretsRemoved += 1;
        }
      }
      return done;
    },
  };
};
export type EventScan = ReturnType<typeof createEventScan>;

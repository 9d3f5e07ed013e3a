import { UID } from '../../contracts/identifiers';
import { installMailServer, type TestMailServer } from './mail-server';
import { openClassroom, sessionData, type Classroom } from './sessions';
import { waitUntil } from './wait';

/** Rows as they come. */
type Row = ReturnType<typeof JSON.parse>;

export const VISITOR_ACTIONS = [
  'plugin::zoom.registrant.register',
  'plugin::zoom.registrant.cancel',
];

export type RegistrationRoom = Classroom & {
  mail: TestMailServer;
  /** A published session with a meeting in Zoom; gives the meeting's row. */
  newClass(data?: Record<string, unknown>): Promise<{ session: string; meeting: Row }>;
  rowsOf(meeting: Row): Promise<Row[]>;
  rowOf(meeting: Row, email: string): Promise<Row | null>;
  registration(changes: Record<string, unknown>): Promise<void>;
  /** Makes due whatever waits until the look gives something. */
  passTime<T>(
    look: () => T | Promise<T>,
    what: string
  ): Promise<Exclude<T, false | 0 | '' | null | undefined>>;
};

/** A Strapi whose visitors may register, signed in or not. */
export const openRegistrationRoom = async (
  options: Parameters<typeof openClassroom>[0] & { registration?: Record<string, unknown> } = {}
): Promise<RegistrationRoom> => {
  const { registration: wanted, ...rest } = options;
  const room = await openClassroom({
    ...rest,
    settings: { ...rest.settings, registration: { open: true, ...wanted } },
  });
  const { cms } = room;
  const mail = installMailServer(cms);
  for (const role of ['public', 'authenticated'] as const) {
    await cms.grant({ role, actions: VISITOR_ACTIONS });
  }
  const rowsOf = (meeting: Row): Promise<Row[]> =>
    cms.strapi.db
      .query(UID.registrant)
      .findMany({ where: { meeting: { id: meeting.id } }, orderBy: { id: 'asc' } });
  return {
    ...room,
    mail,
    async newClass(data = {}) {
      const session = await room.editor.schedule(sessionData(data));
      const meeting = await room.rowWhere(
        session,
        (row) => row.zoomId !== null && row.syncState === 'synced'
      );
      return { session, meeting };
    },
    rowsOf,
    rowOf: async (meeting, email) =>
      (await rowsOf(meeting)).find((row) => row.email.toLowerCase() === email.toLowerCase()) ??
      null,
    async registration(changes) {
      const answer = await room.admin.put('/zoom/settings').send({ registration: changes });
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    },
    passTime: (look, what) =>
      waitUntil(
        async () => {
          const seen = await look();
          if (!seen) await room.hurry();
          return seen;
        },
        { what, everyMs: 100, timeoutMs: 60_000 }
      ),
  };
};

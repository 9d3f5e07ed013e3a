import type { MeetingState } from '../../simulator/src';
import type { Agent } from './doors';
import { bootStrapi, type BootedStrapi, type BootOptions } from './strapi';
import { waitUntil } from './wait';
import { startZoom, type TestZoom } from './zoom';

const OWN_TYPE = 'plugin::zoom.course-session';
export const SESSIONS = `/content-manager/collection-types/${OWN_TYPE}`;

/** A session that can be published: tomorrow, an hour long. */
export const sessionData = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  courseName: 'Algebra',
  sessionNumber: 1,
  startTime: inHours(24),
  ...changes,
});

/** A moment from now on, in whole seconds as Zoom keeps them. */
export const inHours = (hours: number): string => {
  const moment = new Date(Date.now() + hours * 3600_000);
  moment.setUTCMilliseconds(0);
  return moment.toISOString();
};

/** A session as an editor meets it in the Content Manager. */
export type Editor = {
  save(data?: Record<string, unknown>, query?: string): Promise<string>;
  update(documentId: string, data: Record<string, unknown>, query?: string): Promise<void>;
  publish(documentId: string, data?: Record<string, unknown>, query?: string): Promise<void>;
  unpublish(documentId: string, query?: string): Promise<void>;
  remove(documentId: string): Promise<void>;
  clone(documentId: string, data?: Record<string, unknown>): Promise<string>;
  /** Saves and publishes a new session. */
  schedule(data?: Record<string, unknown>): Promise<string>;
  read(documentId: string, query?: string): Promise<Record<string, unknown>>;
};

const expectOk = (answer: { status: number; text: string }, what: string): void => {
  if (answer.status < 200 || answer.status > 299) {
    throw new Error(`${what}: ${answer.status} ${answer.text}`);
  }
};

/** The Content Manager's own API, as the panel calls it. */
export const editorOf = (agent: Agent, uid = OWN_TYPE): Editor => {
  const entries = `/content-manager/collection-types/${uid}`;
  const editor: Editor = {
    async save(data = sessionData(), query = '') {
      const answer = await agent.post(`${entries}${query}`).send(data);
      expectOk(answer, 'save');
      return answer.body.data.documentId;
    },
    async update(documentId, data, query = '') {
      expectOk(await agent.put(`${entries}/${documentId}${query}`).send(data), 'update');
    },
    async publish(documentId, data = {}, query = '') {
      const path = `${entries}/${documentId}/actions/publish${query}`;
      expectOk(await agent.post(path).send(data), 'publish');
    },
    async unpublish(documentId, query = '') {
      const path = `${entries}/${documentId}/actions/unpublish${query}`;
      expectOk(await agent.post(path).send({}), 'unpublish');
    },
    async remove(documentId) {
      expectOk(await agent.delete(`${entries}/${documentId}`), 'delete');
    },
    async clone(documentId, data = {}) {
      const answer = await agent.post(`${entries}/clone/${documentId}`).send(data);
      expectOk(answer, 'clone');
      return answer.body.data.documentId;
    },
    async schedule(data = sessionData()) {
      const documentId = await editor.save(data);
      await editor.publish(documentId);
      return documentId;
    },
    async read(documentId, query = '') {
      const answer = await agent.get(`${entries}/${documentId}${query}`);
      expectOk(answer, 'read');
      return { ...answer.body.data, ...answer.body.meta?.status };
    },
  };
  return editor;
};

/** The meeting row of a session, private columns included. */
export type MeetingRecord = Record<string, unknown> & {
  id: number;
  documentId: string;
  zoomId: string | null;
  state: string;
  syncState: string;
  syncError: string | null;
  intent: Record<string, unknown> | null;
};

export type Classroom = {
  zoom: TestZoom;
  cms: BootedStrapi;
  editor: Editor;
  admin: Agent;
  row(documentId: string): Promise<MeetingRecord | null>;
  /** Waits until the session's row is as wanted. */
  rowWhere(
    documentId: string,
    isWanted: (row: MeetingRecord) => boolean,
    what?: string
  ): Promise<MeetingRecord>;
  /** Waits for the session's meeting and gives it as Zoom has it. */
  meetingOf(documentId: string): Promise<MeetingState>;
  /** Makes due whatever waits, as time would; what is being worked stays with its worker. */
  hurry(): Promise<void>;
  /** Waits until the answer of the session's create is lost; gives the row. */
  lostCreate(documentId: string): Promise<MeetingRecord>;
  /** Lets the time pass until a lost create may be taken for not made. */
  passLookUpTime(documentId: string): Promise<void>;
  /** Presses the panel's Retry. */
  retry(documentId: string): Promise<void>;
  close(): Promise<void>;
};

/** A Strapi with saved settings and a Zoom: where most tests of sessions begin. */
export const openClassroom = async (
  options: { boot?: BootOptions; settings?: Record<string, unknown>; zoom?: TestZoom } = {}
): Promise<Classroom> => {
  const zoom = options.zoom ?? (await startZoom());
  const boot = options.boot ?? {};
  const ownZoom = options.zoom ? [] : [zoom];
  const cms = await bootStrapi(
    'app' in boot && boot.app
      ? boot
      : { ...boot, zoom: { ...zoom.addresses, ...('zoom' in boot ? boot.zoom : {}) } }
  ).catch(async (error: unknown) => {
    // Left listening it would keep the test run from ending.
    for (const own of ownZoom) await own.stop();
    throw error;
  });
  const admin = await cms.adminRequest();
  const settings = { ...zoom.settings, deleteGraceSeconds: 0, ...options.settings };
  const saved = await admin.put('/zoom/settings').send(settings);
  expectOk(saved, 'settings');

  const row = async (documentId: string): Promise<MeetingRecord | null> =>
    cms.strapi.db
      .query('plugin::zoom.meeting')
      .findOne({ where: { sessionDocumentId: documentId } });

  const rowWhere: Classroom['rowWhere'] = (documentId, isWanted, what = 'the meeting row') =>
    waitUntil(
      async () => {
        const found = await row(documentId);
        return found && isWanted(found) ? found : null;
      },
      { what, timeoutMs: 60_000 }
    );

  const hurry = async (): Promise<void> => {
    await cms.strapi.db
      .query('plugin::zoom.job')
      .updateMany({ where: { leaseUntil: null }, data: { runAt: 0 } });
  };
  const lostCreate = (documentId: string): Promise<MeetingRecord> =>
    rowWhere(
      documentId,
      (found) => found.intent !== null && found.syncError !== null,
      'a create without an answer'
    );

  return {
    zoom,
    cms,
    editor: editorOf(admin),
    admin,
    row,
    rowWhere,
    async meetingOf(documentId) {
      const { zoomId } = await rowWhere(
        documentId,
        (found) => found.zoomId !== null && found.syncState === 'synced',
        'a synced meeting'
      );
      const meeting = zoom.meetings().find(({ id }) => String(id) === zoomId);
      if (!meeting) throw new Error(`Zoom has no meeting ${zoomId}`);
      return meeting;
    },
    hurry,
    lostCreate,
    async passLookUpTime(documentId) {
      const isLost = (found: MeetingRecord) => found.intent !== null;
      const { id, intent } = await rowWhere(documentId, isLost, 'a create under way');
      const lookUpAt = new Date(Date.now() - 1000).toISOString();
      await cms.strapi.db
        .query('plugin::zoom.meeting')
        .update({ where: { id }, data: { intent: { ...intent, lookUpAt } } });
      await hurry();
    },
    async retry(documentId) {
      const path = `/zoom/sessions/plugin::zoom.course-session/${documentId}/retry`;
      expectOk(await admin.post(path).send({}), 'retry');
    },
    async close() {
      await cms.stop();
      for (const own of ownZoom) await own.stop();
    },
  };
};

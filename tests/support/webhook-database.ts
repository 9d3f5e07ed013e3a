import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Database } from '@strapi/database';

import { TABLE, UID } from '../../contracts/identifiers';
import { internalTables } from '../../server/src/content-types/internal-tables';
import meetingSchema from '../../server/src/content-types/meeting/schema.json';
import type { Database as PluginDatabase } from '../../server/src/jobs/database';
import { createTestDatabase, type DatabaseKind } from './databases';

export type WebhookDatabase = {
  database: PluginDatabase;
  /** The rows of `zm_webhook_events`, oldest first, moments as numbers. */
  events(): Promise<Record<string, unknown>[]>;
  /** The raised jobs, by key, with how often they were raised. */
  jobs(): Promise<{ key: string; task: string; version: number }[]>;
  /** A meeting row with its Zoom id registered in account `ACCT`; gives the row's id. */
  addMeeting(columns: Record<string, unknown> & { retiredAt?: number }): Promise<number>;
  meeting(id: number): Promise<Record<string, unknown>>;
  clear(): Promise<void>;
  close(): Promise<void>;
};

/** What Strapi adds to a content type, less what this needs not. */
const meetingModel = () => {
  const attributes = structuredClone(meetingSchema.attributes);
  return {
    uid: UID.meeting,
    singularName: meetingSchema.info.singularName,
    tableName: meetingSchema.collectionName,
    attributes: {
      id: { type: 'increments' },
      documentId: { type: 'string' },
      ...attributes,
      createdAt: { type: 'datetime' },
      updatedAt: { type: 'datetime' },
    },
    indexes: structuredClone(meetingSchema.indexes),
  };
};

const silent = (): void => undefined;
const quiet = { debug: silent, info: silent, warn: silent, error: silent };

/** The tables that webhooks touch, on Strapi's own database layer without the rest of Strapi. */
export const openWebhookDatabase = async (kind: DatabaseKind): Promise<WebhookDatabase> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'zoom-webhooks-'));
  const server = await createTestDatabase(kind, dir);
  const database = new Database({
    connection: server.connection as ConstructorParameters<typeof Database>[0]['connection'],
    settings: { migrations: { dir: path.join(dir, 'migrations') } },
    logger: quiet,
  });
  await database.init({ models: [...structuredClone(internalTables), meetingModel()] as never });
  await database.schema.syncSchema();
  // Strapi's own `db.query().create` looks for the database there.
  Reflect.set(globalThis, 'strapi', { db: database });
  const { connection } = database;
  return {
    database,
    events: async () => {
      const rows: Record<string, unknown>[] = await connection(TABLE.webhookEvent).orderBy('id');
      return rows.map((row) => ({
        ...row,
        verified: Boolean(row.verified),
        received_at: Number(row.received_at),
      }));
    },
    jobs: async () => {
      const rows = await connection(TABLE.job).orderBy('key');
      return rows.map(({ key, task, version }) => ({ key, task, version: Number(version) }));
    },
    addMeeting: async ({ retiredAt, ...columns }) => {
      const row = await database.query(UID.meeting).create({
        data: { state: 'scheduled', syncState: 'synced', accountId: 'ACCT', ...columns },
      });
      if (columns.zoomId) {
        await connection(TABLE.zoomId).insert({
          account_id: 'ACCT',
          zoom_id: columns.zoomId,
          meeting_row_id: row.id,
          retired_at: retiredAt ?? null,
        });
      }
      return row.id;
    },
    meeting: (id) => database.query(UID.meeting).findOne({ where: { id } }),
    clear: async () => {
      for (const table of [TABLE.webhookEvent, TABLE.job, TABLE.zoomId, 'zm_meetings']) {
        await connection(table).delete();
      }
    },
    close: async () => {
      Reflect.deleteProperty(globalThis, 'strapi');
      await database.destroy();
      await server.drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
};

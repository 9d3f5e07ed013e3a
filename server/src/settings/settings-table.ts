import { UID } from '../../../contracts';
import { parseStored } from './stored-settings';
import type { StoredSettings } from './stored-settings';

/** The one row; a unique index on this column keeps a second process from adding another. */
const SLOT = 'settings';
const ROW = { slot: SLOT };

/** What is used of `strapi.db`. */
export type SettingsDatabase = {
  query(uid: string): {
    findOne(params: { where: typeof ROW }): Promise<unknown>;
    create(params: { data: typeof ROW & StoredSettings }): Promise<unknown>;
    update(params: { where: typeof ROW; data: StoredSettings }): Promise<unknown>;
  };
  queryBuilder(uid: string): {
    select(columns: string[]): {
      where(where: typeof ROW): { forUpdate(): { execute(): Promise<unknown> } };
    };
  };
  transaction<T>(work: () => Promise<T>): Promise<T>;
};

export type SettingsTable = {
  read(): Promise<StoredSettings>;
  /**
   * Saves what `edit` makes of the row as it now is, under a lock, so that two admins who save
   * different fields at once both keep theirs. Makes the row where there is none.
   */
  change(edit: (stored: StoredSettings) => StoredSettings): Promise<StoredSettings>;
};

/** The settings' row in `plugin::zoom.zoom-config`. */
export const createSettingsTable = (db: SettingsDatabase): SettingsTable => {
  const find = () => db.query(UID.config).findOne({ where: ROW });

  const ensureRow = async (): Promise<void> => {
    if (await find()) return;
    try {
      await db.query(UID.config).create({ data: { ...ROW, values: {}, secrets: {} } });
    } catch (error) {
      // Another process made the row between the two statements.
      if (!(await find())) throw error;
    }
  };

  return {
    read: async () => parseStored(await find()),

    change: async (edit) => {
      await ensureRow();
      return db.transaction(async () => {
        await db.queryBuilder(UID.config).select(['id']).where(ROW).forUpdate().execute();
        const changed = edit(parseStored(await find()));
        await db.query(UID.config).update({ where: ROW, data: changed });
        return changed;
      });
    },
  };
};

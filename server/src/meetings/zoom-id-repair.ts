import { TABLE, UID } from '../../../contracts/identifiers';
import { rowsOf, type Database } from '../jobs/database';
import type { MeetingRows } from './meeting-rows';

/** As many as one look takes on; the next one goes on. */
const AT_ONCE = 500;

/**
 * Meeting rows travel with exports and imports, the table of their Zoom ids does not: an import
 * leaves rows whose webhooks nobody knows, or ids that point to rows that are gone. Gives each row
 * its present id back, unless another row that is there has it.
 */
export const restoreZoomIds = async (deps: { db: Database; rows: MeetingRows }): Promise<void> => {
  const { db, rows } = deps;
  const meetings = db.metadata.get(UID.meeting).tableName;
  const unknown: { id: number; account_id: string; zoom_id: string }[] = await rowsOf(db, meetings)
    .leftJoin(TABLE.zoomId, (join) => {
      join
        .on(`${TABLE.zoomId}.zoom_id`, `${meetings}.zoom_id`)
        .andOn(`${TABLE.zoomId}.account_id`, `${meetings}.account_id`)
        .andOn(`${TABLE.zoomId}.meeting_row_id`, `${meetings}.id`);
    })
    .whereNotNull(`${meetings}.zoom_id`)
    .whereNotNull(`${meetings}.account_id`)
    .whereNull(`${TABLE.zoomId}.id`)
    .limit(AT_ONCE)
    .select(`${meetings}.id`, `${meetings}.account_id`, `${meetings}.zoom_id`);
  for (const { id, account_id: accountId, zoom_id: zoomId } of unknown) {
    const row = await rows.find(id);
    if (!row) continue;
    const holder = await db.query(UID.zoomId).findOne({ where: { accountId, zoomId } });
    if (holder) {
      if (await rows.find(holder.meetingRowId)) continue;
      await db.query(UID.zoomId).deleteMany({ where: { id: holder.id } });
    }
    await rows.ownZoomId({ row, accountId, zoomId });
  }
};

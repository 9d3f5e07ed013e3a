import type { AttentionKind } from '../../../contracts/choices';
import { UID } from '../../../contracts/identifiers';
import { rowsOf, type Database } from '../jobs/database';

/** What no difference looks like, where the column is not null. */
const NO_DRIFT = ['[]', 'null', ''];

/**
 * Rows of meetings to come that a person has to look at. Asked by SQL of its own: whether a JSON
 * column is an empty list is nothing that Strapi's queries can say.
 */
export const attentionRows = (db: Database, { kind, now }: { kind: AttentionKind; now: Date }) => {
  const { tableName } = db.metadata.get(UID.meeting);
  const rows = rowsOf(db, tableName);
  const toCome = rows.clone().where('end_time', '>', now);
  switch (kind) {
    case 'failed':
      return rows
        .where({ sync_state: 'failed' })
        .whereNull('missing_since')
        .where((either) => {
          // A row has the times of its meeting: one that Zoom never made has none.
          void either
            .where('end_time', '>', now)
            .orWhere((never) => void never.whereNull('end_time').whereNull('zoom_id'));
        });
    case 'deleted-in-zoom':
      return toCome.whereNotNull('missing_since').whereNotNull('session_uid');
    case 'differs': {
      const asText = db.dialect.client === 'mysql' ? 'cast(drift as char)' : 'cast(drift as text)';
      return toCome
        .whereNotNull('session_uid')
        .whereNotNull('drift')
        .whereRaw(`${asText} not in (${NO_DRIFT.map(() => '?').join(', ')})`, NO_DRIFT);
    }
    default:
      return kind satisfies never;
  }
};

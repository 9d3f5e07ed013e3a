import { SHOWN_PEOPLE, type ShownPeople } from '../../../../contracts/choices';
import type { rowsOf } from '../../jobs/database';

type Rows = ReturnType<typeof rowsOf>;

/** How somebody was told from others where that says nothing of who it is beyond the one meeting. */
const ANONYMOUS = ['none', 'participant-uuid', 'claimed-email'];

/** Who was there, for however long; while a class runs, those who have not left have no seconds yet. */
export const CAME = "(seconds > 0 OR presence IS NULL OR presence <> 'absent')";

/** Rows of people whom other meetings know too: by registration, log-in, Zoom account or address. */
export const whereKnown = (rows: Rows): void => {
  rows.where((either) => {
    either.whereNotIn('matched_by', ANONYMOUS).orWhereNotNull('registrant_document_id');
  });
};

/** Rows of guests whom nobody has linked to a person. */
export const whereUnmatched = (rows: Rows): void => {
  rows.whereIn('matched_by', ANONYMOUS).whereNull('registrant_document_id');
};

/** Leaves the rows that are to be shown. */
export const whereShown = (rows: Rows, show: ShownPeople): void => {
  switch (show) {
    case 'all':
      return;
    case 'came':
      rows.whereRaw(CAME);
      return;
    case 'absent':
      rows.where({ presence: 'absent' });
      return;
    case 'unmatched':
      whereUnmatched(rows);
      return;
    case 'known':
      whereKnown(rows);
      return;
    default:
      show satisfies never;
      throw new Error(`zoom: one of ${SHOWN_PEOPLE.join(', ')} was expected`);
  }
};

import type { SessionStateFilter } from '../../../contracts/choices';
import type { TextKey } from '../translations/areas';

/** What a list is narrowed to, in the words of the column. */
export const FILTER_LABEL: Record<SessionStateFilter, TextKey> = {
  none: 'state.none',
  scheduled: 'state.scheduled',
  pending: 'state.updating',
  live: 'state.live',
  ended: 'state.ended',
  cancelled: 'state.cancelled',
  paused: 'state.paused',
  failed: 'state.failed',
};

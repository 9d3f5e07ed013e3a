import { ZoomError } from '../zoom-error';

/** The simulator makes no occurrences, so every `occurrence_id` names one that does not exist. */
export function refuseOccurrence(query: Record<string, string>): void {
  if (query.occurrence_id === undefined) return;
  throw new ZoomError({ status: 400, code: 300, message: 'Invalid parameter: occurrence_id.' });
}

/** A webhook before it is stamped with `event_ts`. */
export interface ZoomEvent {
  event: string;
  payload: Record<string, unknown>;
  [topLevelField: string]: unknown;
}

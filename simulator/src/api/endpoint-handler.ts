import type { World } from '../world';
import type { EndpointName } from './endpoint-table';

/** One authorised call to a known endpoint; the body is parsed JSON, otherwise untouched. */
export interface ApiCall {
  world: World;
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
}

export interface Answer {
  status: number;
  body?: unknown;
}

export type EndpointHandler = (call: ApiCall) => Answer;

export type EndpointHandlers = Record<EndpointName, EndpointHandler>;

import { ENDPOINTS, type EndpointName } from './endpoints';

/** One thing asked of Zoom, before token, pace and retries. */
export type Call = {
  endpoint: EndpointName;
  /** Below the base URL, encoded. */
  path: string;
  query?: Record<string, string>;
  body?: object;
  /** What the call does, to what: completes "Zoom refused to …". */
  what: string;
  /** Whose meeting it is about, as the caller wrote it; null: not known or nobody's. */
  host: string | null;
  signal?: AbortSignal | undefined;
};

/** What an error tells about the call it came from. */
export type CallFacts = Pick<Call, 'endpoint' | 'path' | 'what' | 'host'> & {
  method: string;
  /** True where the body asks for another host: then 3000 is about that, not about the host. */
  asksForOtherHost: boolean;
  /** What must not show in any message: token, credentials, passcode. */
  secrets: string[];
};

/** `secrets` are the token's; the body's passcode is added here. */
export const factsOf = (call: Call, secrets: string[] = []): CallFacts => {
  const { endpoint, path, what, host, body } = call;
  const passcode = body && 'password' in body ? body.password : undefined;
  return {
    endpoint,
    path,
    what,
    host,
    method: ENDPOINTS[endpoint].method,
    asksForOtherHost: body !== undefined && 'schedule_for' in body,
    secrets: typeof passcode === 'string' ? [...secrets, passcode] : secrets,
  };
};

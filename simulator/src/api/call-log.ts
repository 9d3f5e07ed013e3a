/** One call to the OAuth or REST endpoints. Neither credentials nor tokens are kept. */
export interface LoggedCall {
  at: string;
  method: string;
  /** Without `/v2`, as Zoom's documents write it; the token endpoint is `/oauth/token`. */
  path: string;
  query: Record<string, string>;
  body: unknown;
  /** Of the answer Zoom would have sent, also where a fault kept it from arriving; null while unanswered. */
  status: number | null;
  /** The fault that touched this call. */
  fault: string | null;
}

export interface CallFilter {
  method?: string;
  /** Part of the path. */
  path?: string;
  status?: number;
}

export interface CallLog {
  add(call: LoggedCall): LoggedCall;
  list(filter?: CallFilter): LoggedCall[];
  clear(): void;
}

/** Old calls make room, so that a simulator left running for weeks does not grow. */
const KEPT_CALLS = 20_000;

export function createCallLog(): CallLog {
  let calls: LoggedCall[] = [];
  return {
    add(call) {
      calls.push(call);
      if (calls.length > KEPT_CALLS) calls = calls.slice(-KEPT_CALLS / 2);
      return call;
    },
    list: ({ method, path, status } = {}) =>
      calls.filter(
        (call) =>
          (method === undefined || call.method === method.toUpperCase()) &&
          (path === undefined || call.path.includes(path)) &&
          (status === undefined || call.status === status)
      ),
    clear() {
      calls = [];
    },
  };
}

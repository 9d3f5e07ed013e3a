import axios from 'axios';

import type { CauseCopy } from './errors';
import { CONNECT_TIMED_OUT, CONNECT_TIMEOUT_MS, createAgents } from './http-agents';
import type { AnswerHeaders } from './retry-after';

/** A call is given up after this long; the job leases are longer. */
export const CALL_TIMEOUT_MS = 30_000;

/** The longest answers are pages of 300 meetings, well below 1 MB. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

export type HttpRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | undefined;
  signal?: AbortSignal | undefined;
};

export type HttpOutcome =
  | { kind: 'answered'; status: number; headers: AnswerHeaders; text: string }
  /** Certain: no connection was made, so Zoom has seen nothing of it. */
  | { kind: 'not-sent'; cause: CauseCopy }
  /** It may have arrived. */
  | { kind: 'lost'; how: 'dropped' | 'timeout' | 'stopped'; cause: CauseCopy };

export type Http = (request: HttpRequest) => Promise<HttpOutcome>;

/** Codes that can only come before a connection stands: addresses, names, certificates. */
const NEVER_CONNECTED =
  /^(ERR_INVALID_URL|ENOTFOUND|EAI_\w+|ECONNREFUSED|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+|ERR_TLS_CERT_\w+)$/;

/** Name, code and message only: an AxiosError carries headers, body and agent. */
const copyCause = (error: unknown): CauseCopy => {
  if (!(error instanceof Error)) return { name: 'Error', code: null, message: 'unknown failure' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { name: error.name, code, message: error.message || (code ?? 'no message') };
};

const isConnectFailure = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if ('syscall' in error && error.syscall === 'connect') return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === CONNECT_TIMED_OUT || NEVER_CONNECTED.test(code)) return true;
  // One error per address tried, where a name has several.
  if (error instanceof AggregateError) {
    return error.errors.length > 0 && error.errors.every(isConnectFailure);
  }
  return isConnectFailure(error.cause);
};

const toAnswerHeaders = (headers: object): AnswerHeaders =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value]] : []
    )
  );

/**
 * Sends one request over kept-alive connections and says what became of it; it never rejects, so
 * that no AxiosError can travel on. Redirects are not followed: the token would go with them.
 */
export const createHttp = ({
  userAgent,
  timeoutMs = CALL_TIMEOUT_MS,
  connectTimeoutMs = CONNECT_TIMEOUT_MS,
}: {
  userAgent: string;
  timeoutMs?: number;
  connectTimeoutMs?: number;
}): Http => {
  const client = axios.create({
    adapter: 'http',
    ...createAgents({ connectTimeoutMs }),
    maxRedirects: 0,
    maxContentLength: MAX_ANSWER_BYTES,
    responseType: 'text',
    transformRequest: [(body: unknown) => body],
    transformResponse: [(body: unknown) => body],
    validateStatus: () => true,
  });

  return async ({ method, url, headers, body, signal }) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await client.request<unknown>({
        method,
        url,
        headers: { accept: 'application/json', 'user-agent': userAgent, ...headers },
        data: body,
        signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
      });
      return {
        kind: 'answered',
        status: answer.status,
        headers: toAnswerHeaders(answer.headers),
        text: typeof answer.data === 'string' ? answer.data : '',
      };
    } catch (error) {
      const cause = copyCause(error);
      if (signal?.aborted) return { kind: 'lost', how: 'stopped', cause };
      if (deadline.aborted) return { kind: 'lost', how: 'timeout', cause };
      if (isConnectFailure(error)) return { kind: 'not-sent', cause };
      return { kind: 'lost', how: 'dropped', cause };
    }
  };
};

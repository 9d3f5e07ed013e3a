import { createSimulator, type Simulator, type SimulatorOptions } from 'zoom-simulator';

export interface ZoomAnswer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** A simulator with a client that asks it the plainest way, for tests of the simulator itself. */
export interface ZoomAccount {
  simulator: Simulator;
  token(): Promise<string>;
  /** The next call asks for a new token. */
  forgetToken(): void;
  ask(method: string, path: string, body?: unknown): Promise<ZoomAnswer>;
  /** A call to the control API. */
  control(method: string, path: string, body?: unknown): Promise<ZoomAnswer>;
  close(): Promise<void>;
}

export async function openAccount(options: SimulatorOptions = {}): Promise<ZoomAccount> {
  const simulator = createSimulator(options);
  const { url } = await simulator.listen();
  let bearer: string | undefined;

  async function send(target: string, init: RequestInit): Promise<ZoomAnswer> {
    const response = await fetch(target, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  const account: ZoomAccount = {
    simulator,
    async token() {
      const answer = await requestToken(simulator);
      return String(field(answer.body, 'access_token'));
    },
    forgetToken() {
      bearer = undefined;
    },
    async ask(method, path, body) {
      bearer ??= await account.token();
      return send(
        `${url}/v2${path}`,
        withJson(method, body, { authorization: `Bearer ${bearer}` })
      );
    },
    control: (method, path, body) => send(`${url}/_simulator${path}`, withJson(method, body, {})),
    close: () => simulator.close(),
  };
  return account;
}

export async function requestToken(
  simulator: Simulator,
  change: {
    clientSecret?: string;
    form?: Record<string, string>;
    query?: string;
    contentType?: string;
  } = {}
): Promise<ZoomAnswer> {
  const { accountId, clientId, clientSecret } = simulator.credentials;
  const basic = Buffer.from(`${clientId}:${change.clientSecret ?? clientSecret}`).toString(
    'base64'
  );
  const form = change.form ?? { grant_type: 'account_credentials', account_id: accountId };
  const response = await fetch(`${simulator.url}/oauth/token${change.query ?? ''}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${basic}`,
      'content-type': change.contentType ?? 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(form).toString(),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** One field of a parsed body. */
export function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}

export function idOf(answer: ZoomAnswer): number {
  return Number(field(answer.body, 'id'));
}

export function refusal(answer: ZoomAnswer): { status: number; code: unknown } {
  return { status: answer.status, code: field(answer.body, 'code') };
}

function withJson(method: string, body: unknown, headers: Record<string, string>): RequestInit {
  if (body === undefined) return { method, headers };
  return {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

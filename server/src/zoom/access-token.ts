import type { Http } from './http';
import { parseJson } from './json';
import type { ZoomLog } from './log';
import { notConfigured, toTokenError } from './token-errors';
import { tokenSchema } from './wire';

export type ZoomCredentials = { accountId: string; clientId: string; clientSecret: string };

export type AccessToken = {
  value: string;
  expiresAt: Date;
  scopes: string[];
  /** `https://api-eu.zoom.us`: where this account's API lives; null if Zoom did not say. */
  apiUrl: string | null;
  /** What must never be shown: the token, the secret, and both credentials as Basic sends them. */
  secrets: string[];
};

export type AccessTokens = {
  /** The present token, or a new one; callers at the same time share one request. */
  get(): Promise<AccessToken>;
  /** Drops this token, if it is still the present one. */
  drop(token: AccessToken): void;
  /** Drops whatever there is, also what is being fetched. */
  forget(): void;
};

/** A token with less left is renewed before use: it must outlive the call it is sent with. */
const RENEW_BEFORE_MS = 60_000;

const isSame = (a: ZoomCredentials, b: ZoomCredentials): boolean =>
  a.accountId === b.accountId && a.clientId === b.clientId && a.clientSecret === b.clientSecret;

const toApiUrl = (value: string | null): string | null =>
  value !== null && /^https?:\/\/[^\s/?#]+\/?$/.test(value) ? value.replace(/\/$/, '') : null;

/**
 * Server-to-server tokens. Zoom gives no refresh token: a new one is asked for with the credentials
 * in the body (in the query they are refused since 2025).
 */
export const createAccessTokens = ({
  credentials,
  oauthBaseUrl,
  http,
  clock,
  log,
}: {
  credentials: () => ZoomCredentials | null;
  oauthBaseUrl: string;
  http: Http;
  clock: () => Date;
  log: ZoomLog;
}): AccessTokens => {
  type Entry = { credentials: ZoomCredentials; token: Promise<AccessToken>; present?: AccessToken };
  let entry: Entry | null = null;

  const fetchToken = async (from: ZoomCredentials): Promise<AccessToken> => {
    const askedAt = clock();
    const basic = Buffer.from(`${from.clientId}:${from.clientSecret}`).toString('base64');
    const outcome = await http({
      method: 'POST',
      url: `${oauthBaseUrl.replace(/\/+$/, '')}/oauth/token`,
      headers: {
        authorization: `Basic ${basic}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        grant_type: 'account_credentials',
        account_id: from.accountId,
      }).toString(),
    });
    const secrets = [basic, from.clientSecret];
    const isGranted = outcome.kind === 'answered' && outcome.status === 200;
    const answer = isGranted ? tokenSchema.safeParse(parseJson(outcome.text)) : null;
    if (!answer?.success) {
      throw toTokenError({ outcome, problem: answer?.error, secrets, now: clock() });
    }
    log.debug('zoom: got a new access token');
    return {
      value: answer.data.access_token,
      expiresAt: new Date(askedAt.getTime() + answer.data.expires_in * 1000),
      scopes: answer.data.scope.split(/\s+/).filter(Boolean),
      apiUrl: toApiUrl(answer.data.api_url),
      secrets: [...secrets, answer.data.access_token],
    };
  };

  const start = (from: ZoomCredentials): Entry => {
    const made: Entry = { credentials: from, token: fetchToken(from) };
    made.token.then(
      (token) => {
        made.present = token;
      },
      () => {
        if (entry === made) entry = null;
      }
    );
    return made;
  };

  const isUsable = (candidate: Entry, from: ZoomCredentials): boolean =>
    isSame(candidate.credentials, from) &&
    (candidate.present === undefined ||
      candidate.present.expiresAt.getTime() - clock().getTime() > RENEW_BEFORE_MS);

  return {
    get: async () => {
      const from = credentials();
      if (!from) throw notConfigured();
      if (!entry || !isUsable(entry, from)) entry = start(from);
      return entry.token;
    },
    drop: (token) => {
      if (entry?.present === token) entry = null;
    },
    forget: () => {
      entry = null;
    },
  };
};

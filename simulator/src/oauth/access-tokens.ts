import { newOpaqueToken } from '../identifiers';
import { zoomErrors } from '../zoom-errors';

interface AccessToken {
  /** As granted when the token was made: a later change of scopes needs a new token. */
  scopes: string[];
  expiresAt: number;
}

export interface AccessTokens {
  issue(grant: { scopes: string[]; lifetimeSeconds: number; only: boolean }): string;
  /** The scopes of a valid bearer token; throws Zoom's 401 otherwise. */
  scopesOf(authorization: string | undefined): string[];
  revoke(token: string): void;
  revokeAll(): void;
  count(): number;
}

export function createAccessTokens(readNow: () => number): AccessTokens {
  const tokens = new Map<string, AccessToken>();
  return {
    issue({ scopes, lifetimeSeconds, only }) {
      if (only) tokens.clear();
      const token = newOpaqueToken();
      tokens.set(token, { scopes: [...scopes], expiresAt: readNow() + lifetimeSeconds * 1000 });
      return token;
    },
    scopesOf(authorization) {
      const token = tokens.get(/^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '');
      if (!token) throw zoomErrors.invalidToken();
      if (token.expiresAt <= readNow()) throw zoomErrors.expiredToken();
      return token.scopes;
    },
    revoke(token) {
      tokens.delete(token);
    },
    revokeAll() {
      tokens.clear();
    },
    count: () => [...tokens.values()].filter((token) => token.expiresAt > readNow()).length,
  };
}

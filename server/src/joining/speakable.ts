import { createHash } from 'node:crypto';

import type { Caller } from '../domain/caller';

/** Ids that a site gives its people may be their addresses. */
const PLAIN_ID = /^[\w:-]{1,100}$/;

/** Who it was, for a log line: never an e-mail address. */
export const speakable = ({ kind, person }: Pick<Caller, 'kind' | 'person'>): string => {
  if (person === null) return kind === 'token' ? 'an API token' : 'a guest';
  const { accountKey } = person;
  if (PLAIN_ID.test(accountKey)) return accountKey;
  const digest = createHash('sha256').update(accountKey).digest('hex').slice(0, 12);
  return `${accountKey.slice(0, accountKey.indexOf(':'))}:#${digest}`;
};

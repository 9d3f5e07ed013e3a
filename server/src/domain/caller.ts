/** A person whom somebody we trust vouches for: Users & Permissions, or a site by its API token. */
export type CallerPerson = {
  /** `user:7` for an account of this Strapi, `site:42` for one of a site that a token speaks for. */
  accountKey: string;
  /** As the account writes it; may be a user name. */
  name: string;
  firstName: string;
  lastName: string | null;
  email: string;
};

/** Who makes a request of the content API. */
export type Caller = {
  /** Null: a guest, or a token that names nobody. */
  person: CallerPerson | null;
  kind: 'guest' | 'site-user' | 'token';
  /** By whom calls are counted: the account, else the token, else the address of the machine. */
  paceKey: string;
};

/** `Ann Marie Bee` as Zoom and mails want it: the last word is the family name. */
export const splitName = (name: string): { firstName: string; lastName: string | null } => {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? (words.at(-1) ?? null) : null;
  return { firstName: words.slice(0, last === null ? 1 : -1).join(' '), lastName: last };
};

/**
 * The part of an address that one household or school has: of IPv6 the first 64 bits, since each
 * machine there may take any of the rest.
 */
export const networkOf = (ip: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  if (!ip.includes(':')) return ip;
  const [head = '', tail] = ip.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return `${groups.slice(0, 4).join(':')}::/64`;
};

import type { ParticipantIdentity } from './participant-sighting';

/**
 * What tells one person from another within an instance, the strongest first:
 * - `registrant`: Zoom's id of a registration, tied to a personal join link.
 * - `customer`: what the site's own log-in gave to the Meeting SDK.
 * - `user`: a Zoom account.
 * - `email`: shown for users of the account, registrants and invited people only.
 * - `uuid`: one participant of one instance, whoever that is.
 * - `join`: one join; all that a guest of the participant list has.
 */
export const IDENTIFIER_KINDS = [
  'registrant',
  'customer',
  'user',
  'email',
  'uuid',
  'join',
] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** `kind:value`; the strongest one of a person is the person's key. */
export type Identifier = string;

/** Values of a person by the rank of their kind. */
export type RankedIdentifiers = Identifier[][];

const RANK = new Map<string, number>(IDENTIFIER_KINDS.map((kind, rank) => [kind, rank]));

export const identifier = (kind: IdentifierKind, value: string): Identifier => `${kind}:${value}`;

/** Rank of an identifier, 0 the strongest; undefined for a text that is none. */
export const rankOf = (of: Identifier): number | undefined =>
  RANK.get(of.slice(0, of.indexOf(':')));

const normalEmail = (email: string): string => email.trim().toLowerCase();

/** Everything that identifies somebody, by rank. */
export const identifiersOf = (who: ParticipantIdentity): RankedIdentifiers => {
  const one = (kind: IdentifierKind, value: string | null): Identifier[] =>
    value ? [identifier(kind, value)] : [];
  return [
    one('registrant', who.registrantId),
    one('customer', who.customerKey),
    one('user', who.participantUserId),
    one('email', who.email && normalEmail(who.email)),
    one('uuid', who.participantUuid),
    one('join', who.joinId),
  ];
};

/** Identifiers by rank; texts that are none are left out. */
export const byRank = (identifiers: readonly Identifier[]): RankedIdentifiers => {
  const ranked: RankedIdentifiers = IDENTIFIER_KINDS.map(() => []);
  for (const one of identifiers) {
    const rank = rankOf(one);
    if (rank !== undefined) ranked[rank]?.push(one);
  }
  return ranked;
};

/** How a person was told from others, in the words of the attendance row. */
export type MatchedBy =
  | 'registrant'
  | 'customer-key'
  | 'participant-user'
  | 'email'
  | 'participant-uuid'
  | 'hand'
  | 'none';

const MATCHED_BY: Record<IdentifierKind, MatchedBy> = {
  registrant: 'registrant',
  customer: 'customer-key',
  user: 'participant-user',
  email: 'email',
  uuid: 'participant-uuid',
  join: 'none',
};

/** `none` where nothing but a single join is known: nobody can be told to be that person. */
export const matchedBy = (key: Identifier): MatchedBy => {
  const kind = IDENTIFIER_KINDS[rankOf(key) ?? IDENTIFIER_KINDS.length - 1];
  return kind === undefined ? 'none' : MATCHED_BY[kind];
};

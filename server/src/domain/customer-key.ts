import type { ParticipantIdentity, Sighting } from './participant-sighting';
import { identifier, type Identifier } from './person-keys';

/** Whom a customer key of ours was given to. */
export type KnownKey = {
  name: string | null;
  email: string | null;
  /** Said by a guest, and proven by nobody. */
  isClaimed: boolean;
};

export type KnownKeys = ReadonlyMap<string, KnownKey>;

const believed = (who: ParticipantIdentity, known: KnownKeys): ParticipantIdentity => {
  if (who.customerKey === null) return who;
  const holder = known.get(who.customerKey);
  if (holder && !holder.isClaimed) {
    return { ...who, name: holder.name ?? who.name, email: holder.email ?? who.email };
  }
  // An embed says of its visitor what it likes: an address counts where Zoom itself knows the person.
  const isKnownToZoom = who.participantUserId !== null || who.registrantId !== null;
  return isKnownToZoom ? who : { ...who, email: null };
};

/**
 * A sighting with what may be believed of somebody who joined through an embed: of a key of ours the
 * account's name and address; of a guest's key, or one that nobody was given, no address that the
 * browser made up, by which it would match another person.
 */
export const withKnownHolder = (sighting: Sighting, known: KnownKeys): Sighting =>
  sighting.kind === 'sealed' ? sighting : { ...sighting, who: believed(sighting.who, known) };

type Told = { key: Identifier; identifiers: Identifier[]; email: string | null };

const CUSTOMER = identifier('customer', '');
const customerKeyOf = (one: Identifier): string | null =>
  one.startsWith(CUSTOMER) ? one.slice(CUSTOMER.length) : null;

/**
 * How somebody of a folded run was told and what is shown of them: a guest's claimed address is shown
 * as `claimed-email` and stands for nobody.
 */
export const asMatched = <Person extends Told & { matchedBy: string }>(
  person: Person,
  known: KnownKeys
): Person => {
  if (person.matchedBy !== 'customer-key' || person.email !== null) return person;
  const keys = person.identifiers.flatMap((one) => customerKeyOf(one) ?? []);
  const holders = keys.flatMap((key) => known.get(key) ?? []);
  if (holders.some(({ isClaimed }) => !isClaimed)) return person;
  const claimed = holders.find(({ email }) => email !== null);
  return claimed ? { ...person, email: claimed.email, matchedBy: 'claimed-email' } : person;
};

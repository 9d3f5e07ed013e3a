import { literalPattern } from './literal-pattern';

/**
 * A person inside the body of a webhook. Their own data stand in an object called `participant` or
 * `registrant`; elsewhere only their address may occur, as that of a host or an operator.
 */
const PERSON_OBJECT = /^(participant|registrant)$/;

/** Fields of such an object that identify the person beyond one run of a meeting, and in one. */
const ID_FIELDS = [
  'id',
  'registrant_id',
  'customer_key',
  'participant_user_id',
  'participant_uuid',
];
const BOUND_FIELDS = ['bind_participant_uuid'];
const NAME_FIELDS = ['user_name', 'name', 'first_name', 'last_name'];
/** What presence is made of, and tells of nobody: kept, so that numbers stay right. */
const NEUTRAL_FIELDS = [
  'user_id',
  'bind_user_id',
  'join_time',
  'leave_time',
  'date_time',
  'status',
  'old_role',
  'new_role',
  'create_time',
];

export const ERASED_NAME = 'Erased';
const ERASED_ID = /^[a-z]+:erased-[0-9a-f]{24}(@|$)/;
/** Whether one of the identifiers of attendance is what an erased person's became. */
export const isOfErased = (identifiers: readonly string[]): boolean =>
  identifiers.some((one) => ERASED_ID.test(one));
/** `.invalid` is nobody's domain (RFC 2606). */
export const ERASED_DOMAIN = 'erased.invalid';
export const isErasedAddress = (email: string | null): boolean =>
  email?.endsWith(`@${ERASED_DOMAIN}`) ?? false;

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a text names the address, in whatever case, and not as a part of a longer one. */
export const namesAddress = (text: string, email: string): boolean =>
  addressPattern(email).test(text);

const addressPattern = (email: string): RegExp => {
  const literal = literalPattern(email);
  return new RegExp(
    `(?<![\\p{L}\\p{N}._%+-])${literal}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`,
    'giu'
  );
};

const textsOf = (fields: Fields, names: readonly string[]): string[] =>
  names.flatMap((name) => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });

const hasAddress = (person: Fields, email: string): boolean =>
  textsOf(person, Object.keys(person)).some((text) => namesAddress(text, email));

/** Whom a body is searched for. */
type Wanted = {
  email: string | null;
  ids: ReadonlySet<string>;
  /** Numbers of the person's joins, in the run that the body is about. */
  joins?: ReadonlySet<string>;
};

/** The number of one join of one run: others have it too, elsewhere. */
const joinIn = (person: Fields): string | null => {
  const id = person['user_id'];
  return (typeof id === 'string' && id !== '') || typeof id === 'number' ? String(id) : null;
};

/** Two may register with addresses of their own and join with one Zoom account. */
const isOtherRegistrant = (person: Fields, { ids }: Wanted): boolean => {
  const [registrantId] = textsOf(person, ['registrant_id']);
  const [address] = textsOf(person, ['email']);
  return registrantId !== undefined && address !== undefined && !ids.has(registrantId);
};

const isOf = (person: Fields, who: Wanted): boolean => {
  if (who.email !== null && hasAddress(person, who.email)) return true;
  if (isOtherRegistrant(person, who)) return false;
  const join = joinIn(person);
  return (
    textsOf(person, ID_FIELDS).some((id) => who.ids.has(id)) ||
    (join !== null && (who.joins?.has(join) ?? false))
  );
};

/** The objects of people in a body, wherever they stand. */
const personObjects = (value: unknown, key = ''): Fields[] => {
  if (Array.isArray(value)) return value.flatMap((item) => personObjects(item, key));
  if (!isFields(value)) return [];
  const own = PERSON_OBJECT.test(key) ? [value] : [];
  return [...own, ...Object.entries(value).flatMap(([name, inner]) => personObjects(inner, name))];
};

/** Ids by which the person is known in this body, besides the address. */
export const idsOfPerson = (body: unknown, who: Wanted): string[] => [
  ...new Set(
    personObjects(body)
      .filter((person) => isOf(person, who))
      .flatMap((person) => textsOf(person, ID_FIELDS))
  ),
];

/** Names by which the person is called in this body. */
export const namesOfPerson = (body: unknown, who: Wanted): string[] =>
  personObjects(body)
    .filter((person) => isOf(person, who))
    .flatMap((person) => [
      ...textsOf(person, ['user_name', 'name']),
      textsOf(person, ['first_name', 'last_name']).join(' '),
    ])
    .filter((name) => name !== '');

/** Who the people in a body are. */
export const peopleIn = (
  body: unknown
): { email: string | null; ids: string[]; join: string | null }[] =>
  personObjects(body).map((person) => ({
    email: textsOf(person, ['email'])[0] ?? null,
    ids: [...new Set(textsOf(person, ID_FIELDS))],
    join: joinIn(person),
  }));

export type Pseudonyms = {
  /** Null where no address is known. */
  email: { from: string; to: string } | null;
  /** By the id that is replaced. */
  ids: ReadonlyMap<string, string>;
  /** Numbers of the person's joins, in the run that the body is about; they stay. */
  joins?: ReadonlySet<string>;
};

/**
 * Zoom's reason begins with the person's name (`Ann left the meeting.<br>Reason: Host ended the
 * meeting.`) [Zoom's events document]: what comes after it is kept.
 */
const reasonWithoutName = (value: unknown): string => {
  const reason = typeof value === 'string' ? /Reason\s*:\s*(.*)$/is.exec(value)?.[1] : undefined;
  return reason === undefined || /left the meeting/i.test(reason) ? 'left the meeting' : reason;
};

/**
 * The body without the person: ids and address become pseudonyms, the same ones everywhere, so that
 * two sightings of one person stay those of one person; all else about them goes. `isPerson` says
 * whether the body was about them, `isChanged` whether it named them at all.
 */
export const withoutPerson = (
  body: unknown,
  pseudonyms: Pseudonyms
): { body: unknown; isPerson: boolean; isChanged: boolean } => {
  const { email, ids, joins } = pseudonyms;
  const who: Wanted = {
    email: email?.from ?? null,
    ids: new Set(ids.keys()),
    ...(joins ? { joins } : {}),
  };
  const pattern = email && addressPattern(email.from);
  let isPerson = false;
  let isChanged = false;

  const replaceText = (text: string): string => {
    const replaced = pattern ? text.replace(pattern, email.to) : text;
    if (replaced !== text) isChanged = true;
    return replaced;
  };

  const anonymous = (person: Fields): Fields => {
    isPerson = true;
    isChanged = true;
    return Object.fromEntries(
      Object.entries(person).flatMap(([name, value]): [string, unknown][] => {
        if (name === 'leave_reason') return [[name, reasonWithoutName(value)]];
        if (NEUTRAL_FIELDS.includes(name)) return [[name, clean(value, name)]];
        if (NAME_FIELDS.includes(name)) return [[name, ERASED_NAME]];
        if (name === 'email') return [[name, value === '' ? '' : (email?.to ?? '')]];
        if ([...ID_FIELDS, ...BOUND_FIELDS].includes(name)) {
          const pseudonym = typeof value === 'string' ? ids.get(value) : undefined;
          return [[name, pseudonym ?? clean(value, name)]];
        }
        return [];
      })
    );
  };

  const clean = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return replaceText(value);
    if (Array.isArray(value)) return value.map((item) => clean(item, key));
    if (!isFields(value)) return value;
    if (PERSON_OBJECT.test(key) && isOf(value, who)) return anonymous(value);
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, clean(inner, name)])
    );
  };

  const cleaned = clean(body, '');
  return { body: cleaned, isPerson, isChanged };
};

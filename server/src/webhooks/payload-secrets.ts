/** What was cut out of a body: where it was, and what. */
export type CutSecret = { path: (string | number)[]; value: string | number };

/** Passwords, passcodes, PINs, host keys, download tokens: under whatever prefix Zoom has them. */
const SECRET_NAME = /(pass(word|code)|_token|token$|_pin|pin_code|host_?key)/i;
/** Join, start, play, download and share links log in or open by themselves. */
const LINK_NAME = /(_|^)url$/i;
/** A link that carries a passcode or token, whatever its field is called. */
const SECRET_LINK = /[?&](tk|pwd|zak|token|access_token)=/i;
/** Sent with participants and documented nowhere: personal data we have no use for. */
const DROPPED_NAME = /^((public|private|local|remote)_ip|ip|ip_address)$/i;

/** Zoom's deepest documented body has 7 levels; a recursion needs some end. */
const MAX_DEPTH = 40;

const isSecret = (name: string, value: unknown): value is string | number => {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  if (value === '') return false;
  if (SECRET_NAME.test(name) || LINK_NAME.test(name)) return true;
  return typeof value === 'string' && SECRET_LINK.test(value);
};

/** The body without what is secret, and what was cut out; addresses of machines are gone. */
export const cutSecrets = (body: unknown): { payload: unknown; secrets: CutSecret[] } => {
  const secrets: CutSecret[] = [];
  const clean = (value: unknown, path: (string | number)[]): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (path.length >= MAX_DEPTH) return null;
    if (Array.isArray(value)) {
      return value.flatMap((item: unknown, index) => {
        if (!isSecret('', item)) return [clean(item, [...path, index])];
        secrets.push({ path: [...path, index], value: item });
        return [null];
      });
    }
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
        if (DROPPED_NAME.test(name)) return [];
        if (!isSecret(name, inner)) return [[name, clean(inner, [...path, name])]];
        secrets.push({ path: [...path, name], value: inner });
        return [];
      })
    );
  };
  return { payload: clean(body, []), secrets };
};

const isContainer = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === 'object' && value !== null;

/** The body as it came, but for what was dropped: `cutSecrets` undone. Changes `payload` itself. */
export const putSecretsBack = (payload: unknown, secrets: readonly CutSecret[]): unknown => {
  for (const { path, value } of secrets) {
    const last = path.at(-1);
    let at: unknown = payload;
    for (const step of path.slice(0, -1)) at = isContainer(at) ? at[step] : undefined;
    if (last !== undefined && isContainer(at)) at[last] = value;
  }
  return payload;
};

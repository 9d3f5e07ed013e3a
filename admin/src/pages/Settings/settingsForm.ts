import type { FieldFailure } from '../../api/failure';
import type { PublicSettings, SecretField, SettingsUpdate } from '../../../../contracts/settings';

type Leaves<Tree, Before extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends
    | readonly unknown[]
    | string
    | number
    | boolean
    | null
    ? `${Before}${Key}`
    : Tree[Key] extends object
      ? Leaves<Tree[Key], `${Before}${Key}.`>
      : `${Before}${Key}`;
}[keyof Tree & string];

/** Where a setting stands in the answer of the server and in the form: `archive.enabled`. */
export type SettingPath = Leaves<PublicSettings> | SecretField;

/**
 * What the person changed and has not saved: the form's only state. A field that is absent shows
 * what the server says, so an answer that comes later never overwrites what is being typed.
 * `null` in a field that must not be empty means: emptied.
 */
export type Edits = Record<string, unknown>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path; undefined where there is none. */
export const valueAt = (tree: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), tree);

const withLeaf = (tree: unknown, keys: string[], leaf: unknown): unknown => {
  const [key, ...deeper] = keys;
  if (key === undefined) return leaf;
  const { [key]: before, ...others } = isRecord(tree) ? tree : {};
  const after = withLeaf(before, deeper, leaf);
  const changed = after === undefined ? others : { ...others, [key]: after };
  return Object.keys(changed).length === 0 ? undefined : changed;
};

/** The edits with one more; `undefined` takes an edit back, and nothing of it is left. */
export const withEdit = (edits: Edits, path: string, value: unknown): Edits => {
  const changed = withLeaf(edits, path.split('.'), value);
  return isRecord(changed) ? changed : {};
};

/** Settings that may be emptied with `null`: none is set, or there is no limit. */
const MAY_BE_EMPTY: readonly SettingPath[] = [
  'accountId',
  'clientId',
  'clientSecret',
  'sdkKey',
  'sdkSecret',
  'webhookSecretToken',
  'defaultHost',
  'retention.attendanceDays',
  'retention.recordingsDays',
  'retention.registrantsDays',
  'retention.embedKeysDays',
  'registration.opensDaysBefore',
  'registration.capacity',
  'calendar.organizerName',
  'calendar.organizerEmail',
];

const leavesOf = (tree: Edits, before = ''): { path: string; value: unknown }[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    isRecord(value) ? leavesOf(value, `${before}${key}.`) : [{ path: `${before}${key}`, value }]
  );

/** The edited fields that must not be empty and are. */
export const emptyFields = (edits: Edits): string[] =>
  leavesOf(edits)
    .filter(({ value }) => value === null || value === '')
    .map(({ path }) => path)
    .filter((path) => !MAY_BE_EMPTY.some((one) => one === path));

/** Whether anything below a section's settings was changed. */
export const touches = (tree: object, names: readonly string[]): boolean =>
  names.some((name) => valueAt(tree, name) !== undefined);

/** Body of the PUT: what changed, and only that; blank entries of lists are left out. */
export const toUpdate = (edits: Edits): SettingsUpdate => {
  const trimmed = leavesOf(edits).flatMap(({ path, value }) => {
    if (value === undefined) return [];
    const isTextList = Array.isArray(value) && value.every((entry) => typeof entry === 'string');
    if (!isTextList) return [{ path, value }];
    return [{ path, value: value.map((entry) => String(entry).trim()).filter(Boolean) }];
  });
  return trimmed.reduce<Edits>((update, { path, value }) => withEdit(update, path, value), {});
};

/** Two settings' values are the same; lists by their entries. */
export const isSameValue = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((entry, at) => entry === b[at])
    : a === b;

/** What is wrong with fields, by their paths. */
export type FieldErrors = Record<string, string>;

/** Whether a field below a section's settings was refused. */
export const isRefused = (errors: object, names: readonly string[]): boolean =>
  Object.keys(errors).some((path) =>
    names.some((name) => path === name || path.startsWith(`${name}.`))
  );

/** The messages of a refused save, at their fields; one about a list's entry names the entry. */
export const fieldErrors = (failures: FieldFailure[], sent: SettingsUpdate): FieldErrors => {
  const errors: FieldErrors = {};
  for (const { path, message } of failures) {
    const at = path.findIndex((key) => /^\d+$/.test(key));
    const name = (at === -1 ? path : path.slice(0, at)).join('.');
    if (name === '' || name in errors) continue;
    const list = at === -1 ? undefined : valueAt(sent, name);
    const entry: unknown = Array.isArray(list) ? list[Number(path[at])] : undefined;
    errors[name] = entry === undefined ? message : `${String(entry)}: ${message}`;
  }
  return errors;
};

import { say } from '../../../contracts/sentences';
import type { SettingsUpdate } from '../../../contracts';
import type { SecretBox } from './secret-box';
import { ConflictError, fieldError } from './settings-errors';
import { completeCredentials } from './settings-in-force';
import type { SettingsInForce } from './settings-in-force';
import type { SettingsSnapshot } from './settings-snapshot';
import type { SettingsTable } from './settings-table';
import { applyUpdate, parseUpdate, refuseReadOnly, sealSecrets } from './settings-update';
import type { ZoomCredentials } from './types';

/** What Zoom said to credentials; `because` is in an admin's words, without any secret. */
export type CredentialsVerdict =
  | { kind: 'ok' }
  | { kind: 'refused'; because: string }
  | { kind: 'unreachable'; because: string };

export type SaveSettingsDeps = {
  snapshot: SettingsSnapshot;
  table: SettingsTable;
  secretBox: SecretBox;
  /** `zoom.config.active`: false sends nothing to Zoom, not even a check of credentials. */
  isActive: boolean;
  now: () => Date;
  checkCredentials(credentials: ZoomCredentials): Promise<CredentialsVerdict>;
  countFutureMeetings(accountId: string): Promise<number>;
};

/** The field of a refused set of credentials: the secret where it was sent, else the id. */
const refusedField = (update: SettingsUpdate): string =>
  (['clientSecret', 'clientId', 'accountId'] as const).find((field) => update[field]) ??
  'clientSecret';

const credentialsAfter = (
  update: SettingsUpdate,
  { settings, clientSecret }: SettingsInForce
): ZoomCredentials | null =>
  completeCredentials({
    accountId: update.accountId === undefined ? settings.accountId : update.accountId,
    clientId: update.clientId === undefined ? settings.clientId : update.clientId,
    clientSecret: update.clientSecret === null ? null : update.clientSecret || clientSecret,
  });

/** A form sends every field at each save: only what differs, or a secret typed anew, is checked. */
const hasCredentialChange = (update: SettingsUpdate, { settings }: SettingsInForce): boolean => {
  const differs = (field: 'accountId' | 'clientId') =>
    update[field] !== undefined && (update[field] || null) !== settings[field];
  return differs('accountId') || differs('clientId') || Boolean(update.clientSecret);
};

/**
 * Saves a partial update, each step only when the one before let it pass: shape, read-only fields,
 * encryption, the account's future meetings, Zoom's verdict.
 * @returns warnings for the admin.
 * @throws ValidationError naming the field; ConflictError on an account change to confirm.
 */
export const createSaveSettings = (deps: SaveSettingsDeps) => {
  const { snapshot, table, secretBox, now } = deps;

  const refuseAccountChange = async (update: SettingsUpdate): Promise<void> => {
    const account = snapshot.current().accountId;
    const isAnother = update.accountId !== undefined && (update.accountId || null) !== account;
    if (account === null || !isAnother || update.confirmAccountChange === true) return;
    const futureMeetings = await deps.countFutureMeetings(account);
    if (futureMeetings === 0) return;
    const meetings =
      futureMeetings === 1 ? '1 future meeting' : `${futureMeetings} future meetings`;
    const message = `${meetings} on the present Zoom account (${account}) would stay there, no longer changed or cancelled from here. To change the account all the same, send "confirmAccountChange": true`;
    throw new ConflictError(message, {
      futureMeetings,
      errors: [{ path: ['accountId'], message, name: 'ConflictError' }],
    });
  };

  const checkCredentials = async (update: SettingsUpdate): Promise<string[]> => {
    const inForce = snapshot.inForce();
    if (!hasCredentialChange(update, inForce)) return [];
    const credentials = credentialsAfter(update, inForce);
    if (credentials === null) return [];
    if (!deps.isActive) {
      return [say('settings.unasked')];
    }
    const verdict = await deps.checkCredentials(credentials);
    switch (verdict.kind) {
      case 'ok':
        return [];
      case 'refused':
        throw fieldError([
          {
            field: refusedField(update),
            message: say('settings.refused', { because: verdict.because }),
          },
        ]);
      case 'unreachable':
        return [say('settings.unreachable', { because: verdict.because })];
      default:
        return verdict satisfies never;
    }
  };

  const save = async (body: unknown): Promise<string[]> => {
    const update = parseUpdate(body);
    await snapshot.refresh();
    const { readOnly } = snapshot.inForce();
    refuseReadOnly(update, snapshot.inForce());
    const sealed = sealSecrets(update, secretBox);
    await refuseAccountChange(update);
    const warnings = await checkCredentials(update);
    const stored = await table.change((before) =>
      applyUpdate({ stored: before, update, sealed, readOnly, now: now() })
    );
    snapshot.saved(stored);
    return warnings;
  };

  // One save after the other: each is checked against what the one before left.
  let last: Promise<unknown> = Promise.resolve();
  return (body: unknown): Promise<string[]> => {
    const mine = last.then(() => save(body));
    last = mine.catch(() => undefined);
    return mine;
  };
};

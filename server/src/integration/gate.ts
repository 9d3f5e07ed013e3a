import type { Mode } from '../../../contracts/settings';
import type { Settings } from '../settings/types';
import { Refusal } from './refusal';

const NOT_ENABLED = 'Zoom integration is not enabled';

const notEnabled = (because: string): Refusal =>
  new Refusal({
    status: 503,
    message: because.startsWith(NOT_ENABLED) ? because : `${NOT_ENABLED}: ${because}`,
  });

/**
 * Lets a request through only while the plugin may talk to Zoom. A pause for another reason than
 * missing credentials lets it pass: the call itself says what is wrong, or that it works again.
 *
 * @returns the account the request is about.
 * @throws Refusal 503 "Zoom integration is not enabled: …", saying why.
 */
export const passGate = (input: { mode: Mode; settings: Settings }): { accountId: string } => {
  const { mode, settings } = input;
  if (mode.kind === 'off' || mode.kind === 'detached') throw notEnabled(mode.because);
  if (!settings.enabled) throw notEnabled('switch it on in Settings → Zoom');
  if (settings.credentials === null) {
    throw notEnabled(
      settings.unreadableBecause ?? 'the credentials of the Zoom app are not complete'
    );
  }
  return { accountId: settings.credentials.accountId };
};

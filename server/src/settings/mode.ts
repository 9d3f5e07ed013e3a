import { say } from '../../../contracts/sentences';
import type { Mode } from '../../../contracts';
import type { Settings } from './types';

export type Detachment =
  | { kind: 'attached' }
  | { kind: 'detached'; because: string; boundTo: string };

/** Why no job is worked although nobody switched anything off. */
export type Pause = { because: string; since: Date };

const MISSING = ['accountId', 'clientId'] as const;

const missingCredentials = (settings: Settings): string[] => {
  const missing: string[] = MISSING.filter((field) => settings[field] === null);
  // With both ids known and a readable secret the credentials would be complete.
  if (missing.length === 0 && settings.credentials === null) missing.push('clientSecret');
  return missing;
};

/** What the plugin does at present, and why, in an admin's words. */
export const composeMode = (input: {
  /** `zoom.config.active`. */
  isActive: boolean;
  settings: Settings;
  detachment: Detachment;
  pause: Pause | null;
  /**
   * Since when this process has known that the client secret no longer decrypts; null for callers
   * that ask for the reason alone.
   */
  unreadableSince: Date | null;
}): Mode => {
  const { isActive, settings, detachment, pause, unreadableSince } = input;
  if (!isActive) {
    return {
      kind: 'off',
      because: say('mode.notActive'),
    };
  }
  if (!settings.enabled) {
    return {
      kind: 'off',
      because: say('mode.notEnabled'),
    };
  }
  if (detachment.kind === 'detached') return detachment;
  if (settings.unreadableBecause !== null) {
    return {
      kind: 'paused',
      because: say('mode.secretUnreadable', { because: settings.unreadableBecause }),
      since: (unreadableSince ?? new Date(0)).toISOString(),
    };
  }
  const missing = missingCredentials(settings);
  if (missing.length > 0) {
    return {
      kind: 'off',
      because: say('mode.noCredentials', { fields: missing.join(', ') }),
    };
  }
  if (pause === null) return { kind: 'active' };
  return { kind: 'paused', because: pause.because, since: pause.since.toISOString() };
};

import { ZoomAuthenticationError, ZoomError } from '../zoom/errors';
import type { ZoomClient } from '../zoom/types';
import type { CredentialsVerdict } from './save-settings';
import type { ZoomCredentials } from './types';

/** The save's own message begins with the same words. */
const PREFIX = /^Failed to authenticate with Zoom: /;

/**
 * Asks Zoom for a token and says what came of it: refused credentials are the admin's to correct,
 * any other trouble of the line or of Zoom says nothing about them.
 */
export const createCredentialsCheck =
  (deps: {
    /** A client of its own for credentials that are not saved yet. */
    clientFor(credentials: ZoomCredentials): Pick<ZoomClient, 'grantedScopes'>;
  }) =>
  async (credentials: ZoomCredentials): Promise<CredentialsVerdict> => {
    try {
      await deps.clientFor(credentials).grantedScopes({ fresh: true });
      return { kind: 'ok' };
    } catch (error) {
      if (error instanceof ZoomAuthenticationError) {
        return { kind: 'refused', because: error.message.replace(PREFIX, '') };
      }
      if (error instanceof ZoomError) return { kind: 'unreachable', because: error.reason };
      throw error;
    }
  };

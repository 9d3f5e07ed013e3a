import { say } from '../../../contracts/sentences';
import {
  ZoomHostError,
  ZoomMeetingGoneError,
  ZoomRefusedError,
  ZoomScopeError,
} from '../zoom/errors';

/**
 * Why this account cannot be asked, in an admin's words; null for errors that may pass. Free accounts
 * have no lists of past meetings, and an app may lack their scopes.
 */
export const outOfReachBecause = (error: unknown): string | null => {
  if (error instanceof ZoomScopeError) {
    return error.scopes.length > 0
      ? say('attendance.noScopes', { scopes: error.scopes.join(' or ') })
      : say('attendance.noScope');
  }
  if (error instanceof ZoomRefusedError || error instanceof ZoomHostError) {
    return say('attendance.noLists', { reason: error.reason });
  }
  return null;
};

/** Not (yet) listed: a run that has just ended, one of a single person, or one of long ago. */
export const isNotListed = (error: unknown): boolean => error instanceof ZoomMeetingGoneError;

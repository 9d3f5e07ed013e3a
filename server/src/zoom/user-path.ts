import { say } from '../../../contracts/sentences';
import { ZoomHostError } from './errors';

/**
 * A host as one segment of a path: e-mail address or Zoom user id.
 * `me` is refused: with server-to-server tokens it means the app's owner, whoever that is.
 *
 * @throws ZoomHostError for what can be neither
 */
export const toUserPathSegment = (idOrEmail: string, what: string): string => {
  const trimmed = idOrEmail.trim();
  if (trimmed !== '' && !/^(\.{1,2}|me)$/i.test(trimmed)) return encodeURIComponent(trimmed);
  const reason = say('cause.badName', { name: trimmed });
  throw new ZoomHostError({ message: say('refused.badName', { what, reason }), reason });
};

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
  const reason = `“${trimmed}” is not an e-mail address or Zoom user id.`;
  throw new ZoomHostError({
    message: `Could not ${what}: ${reason} Name the host by either.`,
    reason,
  });
};

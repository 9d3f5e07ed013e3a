const REMOVED = '[removed]';
/** Links in Zoom's texts may carry a passcode, a registrant's or a host's key. */
const LINK = /https?:\/\/\S+/gi;
const EMAIL = /[^\s@"'<>(),;:]+@[^\s@"'<>(),;:]+\.[^\s@"'<>(),;:.]+/g;
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;
const LONGEST = 300;

/**
 * A text from outside made fit for logs and messages: one line, at most 300 characters, without the
 * secrets named, links, or e-mail addresses other than the host's own.
 */
export const withoutSecrets = (
  text: string,
  { secrets = [], host = null }: { secrets?: string[]; host?: string | null } = {}
): string => {
  let clean = text;
  for (const secret of secrets) {
    if (secret !== '') clean = clean.split(secret).join(REMOVED);
  }
  clean = clean
    .replace(LINK, REMOVED)
    .replace(EMAIL, (email) => (email.toLowerCase() === host?.toLowerCase() ? email : REMOVED))
    .replace(CONTROL, ' ')
    .trim();
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean;
};

/** `x-zm-trackingid`, which Zoom's support asks for; null where there is none. */
export const readTrackingId = (headers: Record<string, string>, secrets: string[]): string | null =>
  withoutSecrets(headers['x-zm-trackingid'] ?? '', { secrets }) || null;

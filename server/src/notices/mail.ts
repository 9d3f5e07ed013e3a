import { withoutAddresses } from '../domain/without-addresses';

/** Spelled for several providers: nodemailer reads `contentType` and `encoding`, SendGrid `type`. */
export type MailAttachment = {
  filename: string;
  /** Base64. */
  content: string;
  encoding: 'base64';
  contentType: string;
  type: string;
  disposition: 'attachment';
};

export type Mail = { to: string; subject: string; text: string; attachments?: MailAttachment[] };

/** Strapi's `strapi.plugin('email').service('email').send`. */
export type SendMail = (mail: Mail) => Promise<unknown>;

export type MailOutcome =
  | { kind: 'sent' }
  /** The mail server did not take it: it may be tried again. */
  | { kind: 'refused'; because: string }
  /** Nobody knows whether it was taken: trying again could send it twice. */
  | { kind: 'unknown'; because: string };

/** Longer than any mail server takes for one mail (nodemailer's socket timeout is 10 minutes). */
const GIVE_UP_AFTER_MS = 60_000;
const MAX_REASON_LENGTH = 300;

class MailTimeoutError extends Error {
  override readonly name = 'MailTimeoutError';
}

const propertyOf = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;

/** Servers like to repeat the address that they refuse. */
const reasonOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : 'the provider threw no Error';
  const line = withoutAddresses(message).replace(/\s+/g, ' ').trim();
  return (line || 'the provider gave no reason').slice(0, MAX_REASON_LENGTH);
};

/** The connection broke after the mail was handed over and before the server answered. */
const isAnswerLost = (error: unknown): boolean =>
  propertyOf(error, 'command') === 'DATA' && propertyOf(error, 'responseCode') === undefined;

/** Sends one mail; never throws. @param timeoutMs default one minute */
export const sendOnce = async (
  send: SendMail,
  mail: Mail,
  timeoutMs = GIVE_UP_AFTER_MS
): Promise<MailOutcome> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new MailTimeoutError(`no answer within ${timeoutMs / 1000} s`));
    }, timeoutMs);
  });
  try {
    await Promise.race([send(mail), timeout]);
    return { kind: 'sent' };
  } catch (error) {
    const isUnknown = error instanceof MailTimeoutError || isAnswerLost(error);
    return { kind: isUnknown ? 'unknown' : 'refused', because: reasonOf(error) };
  } finally {
    clearTimeout(timer);
  }
};

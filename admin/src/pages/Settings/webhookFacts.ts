/**
 * The receiver's address with a host. The server gives a path only where `server.url` is not set;
 * then the address of the open admin panel is the best guess.
 */
export const absoluteWebhookUrl = (
  webhookUrl: string,
  origin: string
): { url: string; isGuessed: boolean } =>
  webhookUrl.startsWith('/')
    ? { url: `${origin}${webhookUrl}`, isGuessed: true }
    : { url: webhookUrl, isGuessed: false };

/** Whole minutes from `nowMs` until an ISO time, at least 0; 0 where there is none. */
export const minutesUntil = (iso: string | null, nowMs: number): number =>
  iso === null ? 0 : Math.max(0, Math.ceil((Date.parse(iso) - nowMs) / 60_000));

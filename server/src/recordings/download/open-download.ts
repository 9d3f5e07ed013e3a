import { say } from '../../../../contracts/sentences';
import type { AllowedOrigins } from './allowed-origins';
import { failed, type DownloadFailure, type OpenedDownload } from './outcome';
import type { ResolveHost } from './public-address';
import { requestOnce } from './request';

/** Zoom's own need one or two. */
const MOST_REDIRECTS = 5;

export type Downloads = {
  /**
   * Asks for a file and follows redirects; the body is not read yet. The token goes to the first
   * origin alone: what follows is signed by its own address.
   */
  open(input: {
    url: string;
    token: string | null;
    signal: AbortSignal;
  }): Promise<OpenedDownload | DownloadFailure>;
};

const nextUrl = (location: string | undefined, from: URL): URL | null =>
  location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : null;

const refusalOf = (status: number, host: string): DownloadFailure | null => {
  if (status === 200) return null;
  if (status === 401 || status === 403) {
    return failed('unauthorised', say('download.unauthorised', { host, status }));
  }
  if (status === 404 || status === 410) {
    return failed('gone', say('download.gone', { host, status }));
  }
  if (status === 429 || status >= 500) {
    return failed('unavailable', say('download.unavailable', { host, status }));
  }
  return failed('refused', say('download.answered', { host, status }));
};

export const createDownloads = (around: {
  origins: AllowedOrigins;
  resolve: ResolveHost;
}): Downloads => {
  const { origins } = around;

  return {
    open: async ({ url: first, token, signal }) => {
      if (!URL.canParse(first)) return failed('refused', say('download.noAddress'));
      let url = new URL(first);
      if (!origins.isFirst(url)) {
        return failed(
          'refused',
          say('download.otherHost', { origin: `${url.protocol}//${url.hostname}` })
        );
      }
      const home = url.origin;
      let isHome = true;
      for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
        // Away once, away for good: whoever redirects back chooses where the token goes.
        isHome &&= url.origin === home;
        const answer = await requestOnce({ url, token: isHome ? token : null, signal }, around);
        if (answer.kind !== 'opened') return answer;
        if (answer.status < 300 || answer.status > 399) {
          const refusal = refusalOf(answer.status, url.hostname);
          if (refusal === null) return answer;
          answer.body.destroy();
          return refusal;
        }
        answer.body.destroy();
        const next = nextUrl(answer.headers.location, url);
        const { hostname: host } = url;
        if (!next) return failed('unavailable', say('download.nowhere', { host }));
        if (next.protocol !== 'https:' && !origins.isNamed(next)) {
          return failed('refused', say('download.insecure', { host }));
        }
        url = next;
      }
      return failed('refused', say('download.redirects', { count: MOST_REDIRECTS }));
    },
  };
};

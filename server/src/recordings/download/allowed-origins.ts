/** Where Zoom keeps recordings: its commercial and its government cloud. */
const ZOOM_HOSTS = ['zoom.us', '.zoom.us', 'zoom.com', '.zoom.com', 'zoomgov.com', '.zoomgov.com'];

export type AllowedOrigins = {
  /** Where a download may begin. */
  isFirst(url: URL): boolean;
  /** Named whole in the configuration, scheme and port included: trusted as it is. */
  isNamed(url: URL): boolean;
};

const isOrigin = (entry: string): boolean => /^https?:\/\//i.test(entry);

/**
 * The hosts that downloads may begin at, from `zoom.config.recordings.hosts`: `zoom.us` is that host,
 * `.zoom.us` every host below it, both over https alone; `http://127.0.0.1:4010` is that one origin,
 * whatever its scheme and address. None named: Zoom's own.
 */
export const allowedOrigins = (hosts: readonly string[]): AllowedOrigins => {
  const named = hosts.length > 0 ? hosts : ZOOM_HOSTS;
  const origins = new Set(
    named.filter(isOrigin).map((entry) => (URL.canParse(entry) ? new URL(entry).origin : entry))
  );
  const names = named.filter((entry) => !isOrigin(entry)).map((entry) => entry.toLowerCase());
  const isNamed = (url: URL): boolean => origins.has(url.origin);
  return {
    isNamed,
    isFirst: (url) =>
      isNamed(url) ||
      (url.protocol === 'https:' &&
        names.some((name) =>
          name.startsWith('.') ? url.hostname.endsWith(name) : url.hostname === name
        )),
  };
};

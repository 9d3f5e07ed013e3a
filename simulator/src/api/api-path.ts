/** The path as Zoom's documents write it: without `/v2` and without a query. */
export function apiPath(url: string): string {
  return url.replace(/\?.*$/, '').replace(/^\/v2/, '');
}

/** Where the client writes its lines; Strapi's logger fits. */
export type ZoomLog = Record<'debug' | 'info' | 'warn' | 'error', (message: string) => unknown>;

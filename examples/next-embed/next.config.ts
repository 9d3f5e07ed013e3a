import type { NextConfig } from 'next';

const ZOOM = 'https://*.zoom.us';

/** Next's App Router writes scripts into its pages: without `unsafe-inline` these need a nonce each. */
const SITE_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The page of the meeting runs Zoom's code: WebAssembly, workers, sockets, all of it from zoom.us.
 * Inline is the script that Next loads the page's own code by.
 */
const MEETING_POLICY = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: ${ZOOM}`,
  `style-src 'self' 'unsafe-inline' ${ZOOM}`,
  `connect-src 'self' ${ZOOM} wss://*.zoom.us`,
  `img-src 'self' data: blob: ${ZOOM}`,
  `media-src 'self' blob: ${ZOOM}`,
  `font-src 'self' data: ${ZOOM}`,
  "worker-src 'self' blob:",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ');

const everywhere = [
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
];

/** The SDK has these inside; a branch for another module system, never taken, names them again. */
const NAMED_ONLY = {
  '@zoom/download-manager': './lib/unused-module.ts',
  jszip: './lib/unused-module.ts',
};

/** Zoom's SDK needs Zoom: the tests put a module of theirs in its place. */
const standInFor = (module: string | undefined): Record<string, string> =>
  module ? { '@zoom/meetingsdk': module, '@zoom/meetingsdk/embedded': module } : {};

const config: NextConfig = {
  poweredByHeader: false,
  turbopack: {
    root: __dirname,
    resolveAlias: { ...NAMED_ONLY, ...standInFor(process.env.ZOOM_SDK_STAND_IN) },
  },
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    {
      source: '/((?!meet/).*)',
      headers: [{ key: 'Content-Security-Policy', value: SITE_POLICY }],
    },
    {
      source: '/meet/:path*',
      headers: [
        { key: 'Content-Security-Policy', value: MEETING_POLICY },
        // Both together isolate the page, which gives the SDK memory that its threads can share.
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
        {
          key: 'Permissions-Policy',
          value: 'camera=(self), microphone=(self), display-capture=(self)',
        },
      ],
    },
    {
      // What the isolated page loads must be isolated too, its workers above all.
      source: '/_next/static/:path*',
      headers: [{ key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' }],
    },
  ],
};

export default config;

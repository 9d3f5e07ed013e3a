import { parseArgs } from 'node:util';

export type RealAccount = {
  accountId: string;
  clientId: string;
  clientSecret: string;
  /** E-mail of a licensed user whose calendar the demo may write to. */
  host: string;
};

export type DemoOptions = {
  /** End after the story instead of staying up. */
  isOnce: boolean;
  zoom: { kind: 'simulator' } | { kind: 'real'; account: RealAccount };
  /** The environment of all that the demo starts: without `ZOOM_*`, so that nothing else leaks in. */
  environment: NodeJS.ProcessEnv;
};

export const USAGE = `npm run demo                  the story, then Strapi and Zoom stay up to play with
npm run demo -- --once        the story, then the end; exit code 0 when every step worked
npm run demo -- --real-zoom   against your own Zoom account, after you confirm it:
                              ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET and
                              ZOOM_DEMO_HOST (e-mail of a licensed user) say which`;

const readAccount = (env: NodeJS.ProcessEnv): RealAccount => {
  const account = {
    accountId: env.ZOOM_ACCOUNT_ID,
    clientId: env.ZOOM_CLIENT_ID,
    clientSecret: env.ZOOM_CLIENT_SECRET,
    host: env.ZOOM_DEMO_HOST,
  };
  const { accountId, clientId, clientSecret, host } = account;
  if (!accountId || !clientId || !clientSecret || !host) {
    const missing = Object.entries({
      ZOOM_ACCOUNT_ID: accountId,
      ZOOM_CLIENT_ID: clientId,
      ZOOM_CLIENT_SECRET: clientSecret,
      ZOOM_DEMO_HOST: host,
    }).flatMap(([name, value]) => (value ? [] : [name]));
    throw new Error(`--real-zoom needs ${missing.join(', ')} in the environment.\n\n${USAGE}`);
  }
  return { accountId, clientId, clientSecret, host };
};

/** What the command line asks for; a wrong argument is an error that says what there is. */
export const readOptions = (args: string[], env: NodeJS.ProcessEnv): DemoOptions => {
  const { values } = parseArgs({
    args,
    options: { once: { type: 'boolean' }, 'real-zoom': { type: 'boolean' } },
  });
  return {
    isOnce: values.once === true,
    zoom: values['real-zoom'] ? { kind: 'real', account: readAccount(env) } : { kind: 'simulator' },
    environment: Object.fromEntries(
      Object.entries(env).filter(([name]) => !name.startsWith('ZOOM_'))
    ),
  };
};

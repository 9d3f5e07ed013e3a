import { buildPlayground, prepareSecrets, startPlayground } from '../../scripts/demo/playground';
import { freePort } from '../../scripts/demo/ports';
import { openBrowser, type Page, type TestBrowser, type Visit } from './browser';
import { openDoors, type Agent, type Doors } from './doors';
import { editorOf, type Editor } from './sessions';
import { startZoom, type TestZoom } from './zoom';

export type School = {
  zoom: TestZoom;
  cms: Doors;
  /** Requests of the super admin. */
  admin: Agent;
  editor: Editor;
  browser: TestBrowser;
  /** A page of the super admin in the admin panel, or of another whose `email` is given. */
  visit(as?: Pick<Visit, 'theme' | 'isSlow' | 'language'> & { email?: string }): Promise<Page>;
  /** Zoom sends its events to this Strapi from now on. */
  connectWebhook(): Promise<void>;
  close(): Promise<void>;
};

/** Undone in the order opposite to that in which it was done. */
const createUndo = () => {
  const steps: (() => Promise<unknown>)[] = [];
  return {
    add: (step: () => Promise<unknown>) => steps.unshift(step),
    async run(): Promise<void> {
      for (const step of steps) await step();
    },
  };
};

type SchoolOptions = {
  /** Over those of a connected account; null leaves Zoom unconnected. */
  settings?: Record<string, unknown> | null;
};

/** The built playground as its users have it, a local Zoom, and a browser. */
export const openSchool = async (options: SchoolOptions = {}): Promise<School> => {
  const undo = createUndo();
  try {
    return await open(options, undo);
  } catch (error) {
    // Left running, each of them would keep the test run from ending.
    await undo.run();
    throw error;
  }
};

const open = async (
  { settings }: SchoolOptions,
  undo: ReturnType<typeof createUndo>
): Promise<School> => {
  const zoom = await startZoom();
  undo.add(() => zoom.stop());
  await prepareSecrets();
  await buildPlayground(process.env);
  const strapi = await startPlayground({
    port: await freePort(0),
    env: {
      ...process.env,
      ZOOM_API_BASE_URL: zoom.addresses.apiBaseUrl,
      ZOOM_OAUTH_BASE_URL: zoom.addresses.oauthBaseUrl,
      DEMO_RECORDING_HOSTS: [zoom.url, zoom.storageUrl].join(','),
    },
  });
  undo.add(async () => {
    await strapi.stop();
    await strapi.forget();
  });
  const browser = await openBrowser();
  undo.add(() => browser.close());
  const cms = openDoors(strapi.url);
  const admin = await cms.adminRequest();
  if (settings !== null) {
    const body = { ...zoom.settings, deleteGraceSeconds: 0, ...settings };
    const saved = await admin.put('/zoom/settings').send(body);
    if (saved.status !== 200) throw new Error(`settings: ${saved.status} ${saved.text}`);
  }
  return {
    zoom,
    cms,
    admin,
    editor: editorOf(admin),
    browser,
    visit: (as) => {
      const { email, password } = cms.admin;
      return browser.visit({ url: cms.url, email, password, ...as });
    },
    async connectWebhook() {
      const outcome = await zoom.controls.connectWebhook({ url: `${cms.url}/api/webhooks/zoom` });
      if (outcome.kind !== 'valid') throw new Error(`webhook: ${JSON.stringify(outcome)}`);
    },
    close: () => undo.run(),
  };
};

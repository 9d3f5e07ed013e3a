/** `npm run demo`: the plugin's whole main job on this machine, from an empty folder to a class. */
import path from 'node:path';

import { buildPlugin } from '../build-plugin';
import { ROOT } from '../processes';
import { bold, cyan, dim, duration, green, print, red } from '../terminal';
import { printFarewell } from './farewell';
import { readOptions, type DemoOptions } from './options';
import { freePort } from './ports';
import {
  buildPlayground,
  prepareSecrets,
  startPlayground,
  type RunningPlayground,
} from './playground';
import { done, runSteps, type Step } from './steps';
import { STORY } from './story';
import { deleteWhatWasMade, type StoryContext } from './story-context';
import { ADMIN, createStrapiApi } from './strapi-api';
import { confirmRealZoom, startSimulatedZoom, type ZoomSide } from './zoom-side';

const PREFERRED_PORT = 1337;

/** What is running, to be ended whatever happens. */
type Stage = {
  options: DemoOptions;
  zoom: ZoomSide | undefined;
  strapi: RunningPlayground | undefined;
  story: StoryContext | undefined;
  apiToken: string | undefined;
};

const required = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`${what} is not there yet.`);
  return value;
};

const SET_UP: Step<Stage>[] = [
  {
    title: 'Build the plugin (npm run build)',
    meanwhile: 'types are checked, then admin and server are bundled',
    async run() {
      return done((await buildPlugin()) === 'built' ? 'built' : 'up to date');
    },
  },
  {
    title: 'Build the playground, a Strapi app with `zoom: { enabled: true }` (strapi build)',
    meanwhile: 'Strapi bundles its admin panel, which takes half a minute or more',
    async run({ options }) {
      const secrets = await prepareSecrets();
      const result = await buildPlayground(options.environment);
      return done(
        result === 'built' ? 'built' : 'up to date',
        ...(secrets === 'written' ? ['wrote playground/.env with random secrets'] : [])
      );
    },
  },
  {
    title: 'Reach Zoom',
    async run(stage) {
      const { zoom } = stage.options;
      stage.zoom =
        zoom.kind === 'real' ? await confirmRealZoom(zoom.account) : await startSimulatedZoom();
      return done(
        stage.zoom.kind === 'simulator' ? `a local Zoom at ${stage.zoom.url}` : 'api.zoom.us'
      );
    },
  },
  {
    title: 'Start Strapi on a new SQLite database (strapi start)',
    async run(stage) {
      const zoom = required(stage.zoom, 'Zoom');
      stage.strapi = await startPlayground({
        port: await freePort(PREFERRED_PORT),
        env: { ...stage.options.environment, ...zoom.env },
      });
      return done(`${stage.strapi.url}, log in ${path.relative(ROOT, stage.strapi.logFile)}`);
    },
  },
  {
    title: 'Create the first admin and an API token for a site',
    async run(stage) {
      const strapi = required(stage.strapi, 'Strapi');
      const api = createStrapiApi(strapi.url);
      await api.registerAdmin();
      stage.apiToken = await api.createApiToken();
      stage.story = {
        strapiUrl: strapi.url,
        api,
        zoom: required(stage.zoom, 'Zoom'),
        crashed: strapi.crashed,
        sessions: { spanish: undefined, algebra: undefined, clinic: undefined, copy: undefined },
      };
      return done(ADMIN.email, 'a full-access token, made as in Settings → API Tokens');
    },
  },
];

/** Resolves when somebody ends the demo, or Strapi ends itself. */
const untilInterrupted = (strapi: RunningPlayground): Promise<void> =>
  Promise.race([
    strapi.crashed,
    new Promise<void>((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    }),
  ]);

const playStory = async (stage: Stage): Promise<void> => {
  const startedAt = performance.now();
  await runSteps(SET_UP, { context: stage, firstNumber: 1 });
  const context = required(stage.story, 'the story');
  await runSteps(STORY, { context, firstNumber: SET_UP.length + 1 });
  print(
    `\n${green('✓')} ${bold('All steps worked')} ${dim(duration(performance.now() - startedAt))}`
  );
};

const explainFailure = async (stage: Stage, error: unknown): Promise<void> => {
  print(`\n${red(error instanceof Error ? error.message : String(error))}`);
  if (stage.strapi === undefined) return;
  if (stage.story?.zoom.kind === 'real') {
    const cleaned = await deleteWhatWasMade(stage.story).catch((problem: unknown) => [
      `Could not clean up: ${String(problem)}`,
    ]);
    for (const line of cleaned) print(line);
  }
  print(dim(`\nThe end of Strapi's log (${stage.strapi.logFile}):`));
  print(dim(await stage.strapi.lastLines(15)));
};

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2), process.env);
  const stage: Stage = {
    options,
    ...{ zoom: undefined, strapi: undefined, story: undefined, apiToken: undefined },
  };
  print(cyan(bold('strapi-plugin-zoom: a published course session becomes a Zoom meeting')));
  // Until the story is over an interrupt ends everything at once, and tidily.
  const onInterrupt = (): void => {
    void stop(stage).finally(() => process.exit(130));
  };
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
  try {
    await playStory(stage);
    if (!options.isOnce) {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onInterrupt);
      const strapi = required(stage.strapi, 'Strapi');
      printFarewell({
        strapiUrl: strapi.url,
        zoom: required(stage.zoom, 'Zoom'),
        apiToken: required(stage.apiToken, 'the API token'),
      });
      await untilInterrupted(strapi);
    }
  } catch (error) {
    process.exitCode = 1;
    await explainFailure(stage, error);
  } finally {
    await stop(stage);
    if (process.exitCode !== 1) await stage.strapi?.forget();
  }
};

const stop = async (stage: Stage): Promise<void> => {
  await stage.strapi?.stop();
  await stage.zoom?.close();
};

main().catch((error: unknown) => {
  print(red(error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
});

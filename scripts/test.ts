/**
 * `npm test`: builds what the tests need, runs Jest's projects one after another, and says at the
 * end what was skipped and why. `npm test -- unit contract` runs these projects alone.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { z } from 'zod';

import { isDatabaseAvailable, type DatabaseKind } from '../tests/support/databases';
import { prepareBrowserTests } from './browser-tests';
import { buildPlugin } from './build-plugin';
import { CHROMIUM_HINT, findChromium } from './chromium';
import { ROOT } from './processes';
import { bold, duration, green, print, red, withHeartbeat, yellow } from './terminal';

const PROJECTS = ['unit', 'contract', 'integration', 'e2e', 'packaging'] as const;
/** These use what `npm run build` makes. */
const NEED_BUILD: readonly string[] = ['integration', 'e2e', 'packaging'];
/** What the simulator and our requests are checked against, where a developer has it. */
const OPENAPI = '../shared/zoom-openapi';
const DATABASES: DatabaseKind[] = ['sqlite', 'postgres', 'mysql'];

const reportSchema = z.looseObject({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
  testResults: z.array(
    z.looseObject({
      assertionResults: z.array(
        z.looseObject({
          ancestorTitles: z.array(z.string()),
          title: z.string(),
          status: z.string(),
        })
      ),
    })
  ),
});

type Counts = {
  passed: number;
  failed: number;
  /** For each skipped test its outermost `describe`, whose title says why it may be skipped. */
  skipped: string[];
};

const countsOf = (report: z.infer<typeof reportSchema>): Counts => ({
  passed: report.numPassedTests,
  // A file that does not even load has no tests to count.
  failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
  skipped: report.testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status }) => ['pending', 'skipped', 'todo', 'disabled'].includes(status))
    .map(({ ancestorTitles: [suite], title }) => suite ?? title),
});

const runProject = async (
  project: string,
  options: { jestArgs: string[]; folder: string; env: NodeJS.ProcessEnv }
): Promise<Counts> => {
  const outputFile = path.join(options.folder, `${project}.json`);
  const args = [
    path.join(ROOT, 'node_modules/jest/bin/jest.js'),
    ...['--selectProjects', project, '--passWithNoTests'],
    ...['--json', `--outputFile=${outputFile}`],
    // A browser and a Strapi per file: two of each would be too much for two cores.
    ...(project === 'e2e' ? ['--runInBand'] : []),
    ...options.jestArgs,
  ];
  // Jest's progress goes to stderr; its stdout repeats the report that lies in the file.
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: options.env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  const text = await readFile(outputFile, 'utf8').catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1, skipped: [] };
  const counts = countsOf(reportSchema.parse(JSON.parse(text)));
  // Jest can fail without a failed test: an error outside any test, a wrong option.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
};

const findDatabases = async (): Promise<DatabaseKind[]> => {
  const found: DatabaseKind[] = [];
  for (const kind of DATABASES) if (await isDatabaseAvailable(kind)) found.push(kind);
  return found;
};

const printSkipped = (
  skipped: string[],
  tried: { databases: DatabaseKind[]; projects: readonly string[] }
): void => {
  if (skipped.length === 0) return;
  print(yellow(`\nSkipped (${skipped.length}):`));
  for (const suite of new Set(skipped)) {
    print(`  ${String(skipped.filter((one) => one === suite).length).padStart(3)} of: ${suite}`);
  }
  const reasons = DATABASES.filter((kind) => !tried.databases.includes(kind)).map((kind) => {
    const name = `TEST_${kind.toUpperCase()}_URL`;
    return `no ${kind} answers on this machine; ${name} names one to test on`;
  });
  if (tried.projects.includes('e2e') && findChromium() === undefined) {
    reasons.push(`no browser to test in; ${CHROMIUM_HINT}`);
  }
  if (tried.projects.includes('contract') && !existsSync(path.join(ROOT, OPENAPI))) {
    reasons.push(`Zoom's OpenAPI documents are not in ${OPENAPI}; they may not be published here`);
  }
  // What else is skipped, by `--testNamePattern` for one, says so by its title alone.
  if (reasons.length === 0) return;
  print(yellow('Why:'));
  for (const reason of reasons) print(`  - ${reason}`);
};

const main = async (): Promise<void> => {
  const args = process.argv.slice(2);
  const isProject = (arg: string): boolean => PROJECTS.some((name) => name === arg);
  const named = args.filter(isProject);
  const projects = named.length > 0 ? named : PROJECTS;
  const databases = await findDatabases();
  const startedAt = performance.now();

  if (projects.some((project) => NEED_BUILD.includes(project))) {
    print(bold('Building the plugin'));
    const result = await withHeartbeat('types, admin and server', buildPlugin);
    print(green(result === 'built' ? '  built' : '  up to date'));
  }
  if (projects.some((project) => project === 'e2e')) await prepareBrowserTests();
  const folder = await mkdtemp(path.join(tmpdir(), 'zoom-tests-'));
  const total: Counts = { passed: 0, failed: 0, skipped: [] };
  try {
    for (const project of projects) {
      const since = performance.now();
      print(bold(`\nTests: ${project}`));
      const counts = await runProject(project, {
        jestArgs: args.filter((arg) => !isProject(arg)),
        folder,
        env: { ...process.env, TEST_DATABASES: databases.join(',') },
      });
      total.passed += counts.passed;
      total.failed += counts.failed;
      total.skipped.push(...counts.skipped);
      const line = `  ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped.length} skipped`;
      const paint = counts.failed > 0 ? red : green;
      print(`${paint(line)} in ${duration(performance.now() - since)}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  printSkipped(total.skipped, { databases, projects });
  print(`\nTook ${duration(performance.now() - startedAt)}.`);
  print(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
  process.exitCode = total.failed > 0 ? 1 : 0;
};

void main();

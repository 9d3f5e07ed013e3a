import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { installCleanApp, packPlugin, removeFolder, type CleanApp, type Packed } from './clean-app';

/** All that a user needs, and what npm always packs. */
const EXPECTED = [
  /^package\.json$/,
  /^(README|CHANGELOG|SECURITY)\.md$/,
  /^LICENSE$/,
  /^strapi-(admin|server)\.js$/,
  /^dist\/server\/index\.m?js$/,
  /^dist\/admin\/[\w.-]+\.m?js$/,
  /^dist\/server\/(server\/src|contracts)\/[\w./-]+\.d\.ts$/,
  /^dist\/admin\/(admin\/src|contracts)\/[\w./-]+\.d\.ts$/,
];

/** Every text in a tree of conditions: `{ import: './a.mjs', require: './a.js' }`. */
const leaves = (tree: unknown): string[] =>
  typeof tree === 'string' ? [tree] : Object.values(tree as object).flatMap(leaves);

describe('the packed plugin', () => {
  let folder: string;
  let packed: Packed;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'zoom-pack-'));
    packed = await packPlugin(folder);
  });
  afterAll(() => removeFolder(folder));

  it('holds what a user needs and nothing else', () => {
    const surprises = packed.files.filter((file) => !EXPECTED.some((known) => known.test(file)));
    expect(surprises).toEqual([]);
    expect(packed.files).toEqual(
      expect.arrayContaining([
        ...['LICENSE', 'README.md', 'CHANGELOG.md', 'strapi-server.js', 'strapi-admin.js'],
        ...['dist/server/index.js', 'dist/server/index.mjs', 'dist/admin/index.mjs'],
      ])
    );
  });

  describe('installed in a clean Strapi app', () => {
    let app: CleanApp;
    let plugin: string;

    beforeAll(async () => {
      app = await installCleanApp(packed.tarball);
      plugin = path.join(app.dir, 'node_modules/strapi-plugin-zoom');
    });
    afterAll(() => removeFolder(app.dir));

    it('has every file that its exports name, sources apart', async () => {
      const { exports } = JSON.parse(await readFile(path.join(plugin, 'package.json'), 'utf8'));
      const files = leaves(exports).filter((file) => !/\/src\/index\.tsx?$/.test(file));
      expect(files.length).toBeGreaterThan(6);
      expect(files.filter((file) => !existsSync(path.join(plugin, file)))).toEqual([]);
    });

    it('shares one @strapi/utils with Strapi, so that its errors are Strapi’s', async () => {
      const tree = await app.npm('ls', '@strapi/utils', '--all', '--parseable');
      expect(new Set(tree.trim().split('\n'))).toEqual(
        new Set([path.join(app.dir, 'node_modules/@strapi/utils')])
      );
    });

    it.each(['node10', 'node16'])(
      'types its services for apps in TypeScript (%s)',
      async (resolution) => {
        const isOld = resolution === 'node10';
        const file = path.join(app.dir, `${resolution}.ts`);
        await writeFile(
          file,
          [
            "import type { ZoomServices } from 'strapi-plugin-zoom/strapi-server';",
            "declare const meetings: ZoomServices['meetings'];",
            "export const scheduled = meetings.schedule({ data: { courseName: 'Algebra' } });",
            '// @ts-expect-error -- there is no such method',
            'export const wrong = meetings.book;',
          ].join('\n')
        );
        const tsc = path.resolve(__dirname, '../../node_modules/typescript/bin/tsc');
        const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022'];
        const kinds = ['--module', isOld ? 'commonjs' : 'node16', '--moduleResolution', resolution];
        const run = promisify(execFile)(process.execPath, [tsc, ...options, ...kinds, file]);
        await expect(run).resolves.toMatchObject({ stdout: '' });
      }
    );

    it('brings its settings page to the admin panel', async () => {
      await app.build();
      const assets = path.join(app.dir, 'build');
      const scripts = (await readdir(assets)).filter((name) => name.endsWith('.js'));
      const texts = await Promise.all(
        scripts.map((name) => readFile(path.join(assets, name), 'utf8'))
      );
      expect(texts.some((text) => text.includes('/zoom/settings'))).toBe(true);
    });

    it.each([true, false])('works with strictParams %s', async (strictParams) => {
      const running = await app.start({ strictParams });
      try {
        await running.request.get('/api/webhooks/zoom').expect(200, { status: 'ok' });
        const admin = await running.adminRequest();
        await admin.get('/admin/').expect(200);
        const { body: settings } = await admin.get('/zoom/settings').expect(200);
        expect(settings.data.enabled).toBe(false);
        const token = await running.createApiToken({ type: 'full-access' });
        const site = running.requestAs(token);
        await site.get('/api/zoom/course-sessions?populate=meeting').expect(200);

        const refused = await admin.put('/zoom/settings').send({ nonsense: true });
        expect(refused.status).toBe(400);
        expect(refused.body.error.name).toBe('ValidationError');

        const sessions = '/content-manager/collection-types/plugin::zoom.course-session';
        const draft = { courseName: 'Physics', startTime: '2040-01-01T10:00:00.000Z' };
        const misplaced = await admin
          .post(`${sessions}/actions/publish`)
          .send({ ...draft, timezone: 'Moon/Crater' });
        expect(misplaced.status).toBe(400);
        expect(misplaced.body.error.name).toBe('ValidationError');
      } finally {
        await running.stop();
      }
      expect(running.output()).not.toMatch(/deprecat|\berror\b/i);
    });
  });
});

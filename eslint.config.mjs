import path from 'node:path';

import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const root = import.meta.dirname;
const at = (folder) => path.join(root, folder);

/** The capabilities of the server that do not know Strapi's thin roles around them. */
const MODULES = ['announcements', 'attendance', 'bindings', 'calendar', 'domain', 'hooks']
  .concat(['integration', 'jobs', 'joining', 'meeting-desk', 'meetings'])
  .concat(['notices', 'privacy', 'recordings', 'registrations', 'retention', 'settings'])
  .concat(['webhooks', 'zoom'])
  .map((name) => at(`server/src/${name}`));
const ROLES = ['controllers', 'middlewares', 'policies', 'routes', 'services']
  .concat(['index.ts', 'register.ts', 'bootstrap.ts', 'destroy.ts'])
  .map((name) => at(`server/src/${name}`));

/** Who may import whom, inside the repository: docs/decisions has the layers and their reasons. */
const ARROWS = [
  {
    target: at('contracts'),
    from: ['admin', 'server', 'simulator', 'playground', 'scripts', 'tests'].map(at),
    message: 'contracts/ is what server and admin agree on: it imports neither.',
  },
  {
    target: at('server'),
    from: ['admin', 'simulator', 'playground', 'scripts', 'tests', 'benchmarks'].map(at),
    message: 'The server imports contracts/ and itself.',
  },
  {
    target: at('admin'),
    from: ['server', 'simulator', 'playground', 'scripts', 'tests', 'benchmarks'].map(at),
    message: 'The admin imports contracts/ and itself, never the server.',
  },
  {
    target: at('simulator'),
    from: ['contracts', 'server', 'admin', 'playground', 'scripts', 'benchmarks'].map(at),
    message: 'The simulator knows nothing of the plugin.',
  },
  {
    target: at('server/src/domain'),
    from: at('server/src'),
    except: ['./domain'],
    message: 'domain/ is pure: it imports contracts/ only.',
  },
  {
    target: at('server/src/zoom'),
    from: at('server/src'),
    except: ['./zoom', './domain'],
    message: 'zoom/ knows Zoom alone: it imports domain/ and contracts/ only.',
  },
  {
    target: at('server/src/jobs'),
    from: at('server/src'),
    except: ['./jobs', './domain', './content-types'],
    message: 'jobs/ carries any task: it does not know what the tasks do.',
  },
  {
    target: MODULES,
    from: ROLES,
    message: 'Capabilities do not know the Strapi roles (routes, controllers, …) around them.',
  },
];

/** The contracts that import no zod: what the browser needs of the others are types. */
const WITHOUT_ZOD = ['choices', 'connection', 'event-log', 'identifiers', 'meeting', 'sentences'];

/** `except` is a list of the packages that a folder may import; all others are refused. */
const onlyPackages = (except, message) => [
  'error',
  { patterns: [{ regex: `^(?!\\.|(?:${except.join('|')})$)`, message }] },
];

export default defineConfig(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/build/',
      '**/coverage/',
      '**/.strapi/',
      '**/.cache/',
      '**/.tmp/',
      'playground/types/',
      '**/.next/',
      '**/next-env.d.ts',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  {
    plugins: { 'import-x': importX },
    languageOptions: { globals: globals.node },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    settings: {
      'import-x/extensions': ['.ts', '.tsx', '.js', '.mjs'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          project: at('tsconfig.json'),
          noWarnOnMultipleProjects: true,
        }),
      ],
    },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': ['error', { basePath: root, zones: ARROWS }],
      'import-x/no-self-import': 'error',
      'import-x/no-duplicates': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      'max-params': 'off',
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    // What types alone can see: a promise nobody waits for is a lost write.
    files: [
      'server/src/**/*.ts',
      'simulator/src/**/*.ts',
      'admin/src/**/*.{ts,tsx}',
      'contracts/**/*.ts',
    ],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['server/src/**/*.ts', 'contracts/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['server/src/**/*.ts', 'admin/src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'strapi', message: 'Dependencies are parameters: take `{ strapi }`.' },
      ],
    },
  },
  {
    files: ['server/src/domain/**/*.ts', 'contracts/**/*.ts'],
    rules: {
      'no-restricted-imports': onlyPackages(
        ['zod', 'luxon', 'node:crypto'],
        'Pure code: time, randomness and I/O come in as arguments.'
      ),
      'no-restricted-globals': ['error', 'strapi', 'fetch', 'setTimeout', 'setInterval', 'process'],
    },
  },
  {
    files: ['server/src/zoom/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@strapi/*'], message: 'zoom/ knows Zoom, not Strapi.' }] },
      ],
    },
  },
  {
    files: ['simulator/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@strapi/*', 'strapi-plugin-zoom*'],
              message: 'The simulator knows nothing of the plugin.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['admin/src/**/*.{ts,tsx}', 'examples/**/*.{ts,tsx}'],
    ...reactHooks.configs.flat.recommended,
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['admin/src/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `contracts/(?!(?:${WITHOUT_ZOD.join('|')})$)`,
              allowTypeImports: true,
              message: 'Values come from the contracts without zod, so that the panel stays small.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['tests/**/*.ts', '**/*.test.ts', 'benchmarks/**/*.ts'],
    languageOptions: { globals: globals.jest },
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'max-lines': 'off' },
  },
  {
    files: ['**/*.{js,cjs}'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  { files: ['strapi-admin.js'], languageOptions: { sourceType: 'module' } }
);

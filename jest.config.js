/**
 * One project per kind of test, so that each can be run alone:
 * `npx jest --selectProjects unit`. `npm test` runs them one after another.
 */
const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

/** @type {(name: string, more?: object) => object} */
const project = (name, more = {}) => ({
  displayName: name,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  transform: { '^.+\\.[cm]?tsx?$': swc, [String.raw`/node_modules/jose/.+\.js$`]: swc },
  // Published as ES modules alone, which Jest cannot require on Node 20.
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  // Copies of package.json that are no packages of this repository.
  modulePathIgnorePatterns: ['dist', 'playground', 'examples', '.tmp'].map(
    (folder) => `<rootDir>/${folder}/`
  ),
  ...more,
});

/** @type {import('jest').Config} */
module.exports = {
  testTimeout: 60_000,
  // Strapi runs in the test's own process (about 250 MB each).
  maxWorkers: 2,
  collectCoverageFrom: ['server/src/**/*.ts', 'contracts/**/*.ts'],
  coverageDirectory: 'coverage',
  projects: [
    project('unit'),
    project('contract'),
    project('integration', { setupFilesAfterEnv: ['<rootDir>/tests/support/jest-integration.ts'] }),
    project('e2e', { setupFilesAfterEnv: ['<rootDir>/tests/support/jest-e2e.ts'] }),
    project('packaging', { setupFilesAfterEnv: ['<rootDir>/tests/support/jest-packaging.ts'] }),
  ],
};

const path = require('node:path');

const root = path.resolve(__dirname, '../../..');
const { projects } = require(path.join(root, 'jest.config.js'));

/** Apart from the repository's own tests: these need the example's packages. */
/** @type {import('jest').Config} */
module.exports = {
  ...projects.find(({ displayName }) => displayName === 'e2e'),
  rootDir: root,
  displayName: 'example',
  testMatch: ['<rootDir>/examples/next-embed/tests/**/*.test.ts'],
  modulePathIgnorePatterns: [
    '<rootDir>/dist/',
    '<rootDir>/playground/',
    '<rootDir>/.tmp/',
    '<rootDir>/examples/next-embed/(node_modules|\\.next)/',
  ],
};

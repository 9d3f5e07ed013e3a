#!/usr/bin/env node
'use strict';

/* The simulator is TypeScript without a build step; tsx runs it from source. */
require('tsx/cjs');
require('../src/cli/main.ts');

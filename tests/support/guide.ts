import { readFileSync } from 'node:fs';
import path from 'node:path';

const GUIDE = readFileSync(path.join(__dirname, '../../docs/guides/extending.md'), 'utf8');

/** The code of the guide that registers one hook, as an app's `src/index.js`. */
export const documentedHook = (name: string): { register(input: { strapi: unknown }): void } => {
  const code = new RegExp(`^\`\`\`js ${name}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(GUIDE)?.[1];
  if (code === undefined) throw new Error(`The guide has no code for ${name}`);
  const module = { exports: { register: (_input: { strapi: unknown }): void => undefined } };
  new Function('module', code)(module);
  return module.exports;
};

import { type Budget, breachesOf, budgetSchema } from '../../../scripts/admin-size/budget';
import budgetFile from '../../../scripts/admin-size/budget.json';
import { type Chunk, readChunk } from '../../../scripts/admin-size/chunks';
import { type Part, partsOf } from '../../../scripts/admin-size/parts';

const ENTRY = readChunk('index.mjs', 'import "./index-aaaaaaaa.mjs";\n');
const MAIN = readChunk(
  'index-aaaaaaaa.mjs',
  `import { lazy } from "react";
   import { shared } from "./shared-bbbbbbbb.mjs";
   const Page = lazy(() => import("./Page-cccccccc.mjs"));
   const texts = load(Object.assign({
     "./core/en.json": () => import("./en-dddddddd.mjs"),
     "./core/de.json": () => import("./de-eeeeeeee.mjs"),
     "./page/en.json": () => import("./en-ffffffff.mjs"),
     "./page/de.json": () => import("./de-gggggggg.mjs"),
   }));
   export { Page, texts, shared };`
);
const SHARED = readChunk('shared-bbbbbbbb.mjs', 'export const shared = 1;');
const PAGE = readChunk(
  'Page-cccccccc.mjs',
  `import { z } from "zod";
   import { shared } from "./shared-bbbbbbbb.mjs";
   export * from "./Table-hhhhhhhh.mjs";
   const Chart = lazy(() => import("./Chart-iiiiiiii.mjs"));
   export default z.literal(shared);`
);
const TABLE = readChunk('Table-hhhhhhhh.mjs', 'export const table = [];');
const CHART = readChunk('Chart-iiiiiiii.mjs', 'import "./Table-hhhhhhhh.mjs"; export default 1;');
const textsOf = (file: string, length: number): Chunk =>
  readChunk(file, `export default ${JSON.stringify('x'.repeat(length))};`);
const TEXTS = [
  textsOf('en-dddddddd.mjs', 10),
  textsOf('de-eeeeeeee.mjs', 20),
  textsOf('en-ffffffff.mjs', 30),
  textsOf('de-gggggggg.mjs', 90_000),
];
const BUILT = [ENTRY, MAIN, SHARED, PAGE, TABLE, CHART, ...TEXTS];

const named = (name: string): Part => {
  const part = partsOf(BUILT).find((one) => one.name === name);
  if (part === undefined) throw new Error(`no part ${name}`);
  return part;
};
const rawOf = (...chunks: Chunk[]): number => chunks.reduce((sum, { raw }) => sum + raw, 0);

describe('readChunk', () => {
  it('tells what comes with a file from what comes later, and files from packages', () => {
    expect(MAIN).toMatchObject({
      together: ['shared-bbbbbbbb.mjs'],
      packages: ['react'],
      later: [
        { file: 'Page-cccccccc.mjs', as: null },
        { file: 'en-dddddddd.mjs', as: './core/en.json' },
        { file: 'de-eeeeeeee.mjs', as: './core/de.json' },
        { file: 'en-ffffffff.mjs', as: './page/en.json' },
        { file: 'de-gggggggg.mjs', as: './page/de.json' },
      ],
    });
  });

  it('counts bytes, not characters, and what is left of them compressed', () => {
    const chunk = readChunk('ja.mjs', `export default "${'会議'.repeat(1000)}";`);
    expect(chunk.raw).toBe(6000 + 'export default "";'.length);
    expect(chunk.gzip).toBeLessThan(100);
  });
});

describe('partsOf', () => {
  it('counts at the start what is fetched with the entry, and the English texts', () => {
    const start = named('start');
    expect(start.raw).toBe(rawOf(ENTRY, MAIN, SHARED, TEXTS[0]!));
    expect(start.packages).toEqual(['react']);
  });

  it('counts of a lazy part what it brings besides the start', () => {
    expect(named('Page')).toMatchObject({
      raw: rawOf(PAGE, TABLE),
      files: ['Page-cccccccc.mjs', 'Table-hhhhhhhh.mjs'],
      packages: ['zod'],
    });
  });

  it('does not count again what the part that asks for it has', () => {
    expect(named('Chart').files).toEqual(['Chart-iiiiiiii.mjs']);
  });

  it('counts texts in their longest language', () => {
    expect(named('texts of page').raw).toBe(TEXTS[3]!.raw);
  });

  it('refuses a build with a file missing', () => {
    expect(() => partsOf([ENTRY, MAIN, PAGE, TABLE])).toThrow('shared-bbbbbbbb.mjs');
  });
});

describe('breachesOf', () => {
  const part = (name: string, size: Partial<Part>): Part => ({
    ...{ name, raw: 100, gzip: 50, files: [], packages: [] },
    ...size,
  });
  const budget: Budget = {
    packagesAtStart: ['react'],
    others: { raw: 120, gzip: 60 },
    parts: { start: { raw: 100, gzip: 50 } },
  };

  it('finds nothing where each part is within its budget', () => {
    const parts = [part('start', { packages: ['react'] }), part('Page', { packages: ['zod'] })];
    expect(breachesOf(parts, budget)).toEqual([]);
  });

  it.each([
    ['a part over its own budget', part('start', { raw: 101 }), 'start has 101 bytes raw'],
    ['a part over it compressed', part('start', { gzip: 51 }), 'start has 51 bytes gzip'],
    ['a package too many', part('start', { packages: ['zod'] }), 'start imports zod'],
  ])('finds %s', (_, start, breach) => {
    expect(breachesOf([start], budget)).toEqual([expect.stringContaining(breach)]);
  });

  it('holds a part without a budget of its own to that of the others', () => {
    expect(breachesOf([part('start', {}), part('New', { raw: 121 })], budget)).toEqual([
      expect.stringContaining('New has 121 bytes raw'),
    ]);
  });

  it('finds a budget for what is not built any more', () => {
    expect(breachesOf([], budget)).toEqual([expect.stringContaining('start has a budget')]);
  });

  it('can read the budget that the build is held to', () => {
    expect(budgetSchema.parse(budgetFile).parts).toHaveProperty('start');
  });
});

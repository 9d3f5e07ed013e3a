import { gzipSync } from 'node:zlib';

import ts from 'typescript';

/** A file of the built admin panel, and what it asks for. */
export type Chunk = {
  file: string;
  raw: number;
  gzip: number;
  /** Files that are fetched with it. */
  together: string[];
  /** Files that are fetched later, each with the path it was written with: `./texts/de.json`. */
  later: { file: string; as: string | null }[];
  /** Packages that it is given by whoever bundles it. */
  packages: string[];
};

const isFile = (specifier: string): boolean => specifier.startsWith('./');
const fileOf = (specifier: string): string => specifier.slice('./'.length);

/** The key of `{ "./texts/de.json": () => import("./de-1234.mjs") }`. */
const keyOf = (call: ts.Node): string | null => {
  let at: ts.Node = call;
  while (ts.isParenthesizedExpression(at.parent) || ts.isArrowFunction(at.parent)) at = at.parent;
  const { parent } = at;
  return ts.isPropertyAssignment(parent) && ts.isStringLiteral(parent.name)
    ? parent.name.text
    : null;
};

/** Reads a built file: a module without comments or types, as Rollup writes it. */
export const readChunk = (file: string, text: string): Chunk => {
  const together = new Set<string>();
  const later = new Map<string, string | null>();
  const packages = new Set<string>();
  const visit = (node: ts.Node): void => {
    const isImport = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    const specifier = isImport ? node.moduleSpecifier : undefined;
    if (specifier !== undefined && ts.isStringLiteral(specifier)) {
      if (isFile(specifier.text)) together.add(fileOf(specifier.text));
      else packages.add(specifier.text);
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [target] = node.arguments;
      if (target !== undefined && ts.isStringLiteral(target) && isFile(target.text)) {
        later.set(fileOf(target.text), keyOf(node));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS));
  return {
    file,
    raw: Buffer.byteLength(text),
    gzip: gzipSync(text, { level: 9 }).byteLength,
    together: [...together],
    later: [...later].map(([name, as]) => ({ file: name, as })),
    packages: [...packages],
  };
};

/** The names in braces of a template: `'host' | 'limit'` of "{host} has used its {limit} calls". */
export type NamesIn<Template extends string> =
  Template extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

const NAME = /\{(\w+)\}/g;

/** Puts the values in the place of their names; a name without a value stays as it is. */
export const fill = (template: string, values: Record<string, string | number>): string =>
  template.replace(NAME, (braced, name: string) => String(values[name] ?? braced));

/** The names in braces of a template, in their order. */
export const namesIn = (template: string): string[] =>
  [...template.matchAll(NAME)].map(([, name = '']) => name);

/** What stands around the names: one piece more than there are names. */
export const literalsOf = (template: string): string[] => template.split(/\{\w+\}/);

import { z } from 'zod';

import { type Part, type Size, START } from './parts';

const size = z.strictObject({ raw: z.int().positive(), gzip: z.int().positive() });

/** `budget.json`: the most that each part may weigh. */
export const budgetSchema = z.strictObject({
  /** What the start may import: the app has these packages in its panel already. */
  packagesAtStart: z.array(z.string()),
  /** For lazy parts that are not named. */
  others: size,
  parts: z.record(z.string(), size),
});
export type Budget = z.infer<typeof budgetSchema>;

/** The most that a part may weigh. */
export const limitOf = (budget: Budget, name: string): Size => budget.parts[name] ?? budget.others;

/** Why the parts do not hold their budget, a sentence each; none where they do. */
export const breachesOf = (parts: Part[], budget: Budget): string[] => {
  const breaches: string[] = [];
  for (const part of parts) {
    const limit = limitOf(budget, part.name);
    for (const kind of ['raw', 'gzip'] as const) {
      if (part[kind] <= limit[kind]) continue;
      breaches.push(`${part.name} has ${part[kind]} bytes ${kind}; its budget is ${limit[kind]}`);
    }
  }
  const start = parts.find(({ name }) => name === START);
  const extra = start?.packages.filter((name) => !budget.packagesAtStart.includes(name)) ?? [];
  for (const name of extra) breaches.push(`${START} imports ${name}, which belongs in a lazy part`);
  for (const name of Object.keys(budget.parts)) {
    if (parts.some((part) => part.name === name)) continue;
    breaches.push(`${name} has a budget and was not built: was it renamed?`);
  }
  return breaches;
};

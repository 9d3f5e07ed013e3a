/** The value below which `share` of the sorted values lie. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const milliseconds = (value: number): string => `${value.toFixed(1).padStart(7)} ms`;

export const ratio = (value: number, baseline: number): string =>
  `${(value / baseline).toFixed(2)} x`;

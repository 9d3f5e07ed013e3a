const FIRST_SIZE = 256;

/** Numbers by index, eight bytes each; one that was never set is undefined. Not for `NaN`. */
export const createColumn = () => {
  let values = new Float64Array(FIRST_SIZE).fill(Number.NaN);
  return {
    get: (index: number): number | undefined => {
      const value = values[index];
      return value === undefined || Number.isNaN(value) ? undefined : value;
    },
    set: (index: number, value: number): void => {
      if (index >= values.length) {
        const grown = new Float64Array(Math.ceil(Math.max(index + 1, values.length * 1.5)));
        grown.fill(Number.NaN, values.length).set(values);
        values = grown;
      }
      values[index] = value;
    },
  };
};

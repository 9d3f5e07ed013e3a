import { useCallback } from 'react';

import { useSearchParams } from 'react-router-dom';

const FIRST_PAGE_SIZE = 20;

const whole = (text: string | null, fallback: number): number => {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : fallback;
};

/** What a list shows, kept in the address: a reload, a bookmark and "back" show the same. */
export const useListQuery = () => {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (changes: Record<string, string | undefined>) => {
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          // Another choice begins with its first page.
          after.delete('page');
          for (const [name, value] of Object.entries(changes)) {
            if (value) after.set(name, value);
            else after.delete(name);
          }
          return after;
        },
        { replace: true }
      );
    },
    [setParams]
  );
  return {
    page: whole(params.get('page'), 1),
    pageSize: Math.min(100, whole(params.get('pageSize'), FIRST_PAGE_SIZE)),
    /** Undefined where nothing is chosen. */
    chosen: (name: string): string | undefined => params.get(name) || undefined,
    set,
  };
};
export type ListQuery = ReturnType<typeof useListQuery>;

/** The value that is chosen, if it is one of those there are; else the first. */
export const oneOf = <Choice extends string>(
  choices: readonly [Choice, ...Choice[]],
  value: string | undefined
): Choice => choices.find((choice) => choice === value) ?? choices[0];

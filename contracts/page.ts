import { z } from 'zod';

import { say } from './sentences';
const whole = (max: number) =>
  z.coerce
    .number(say('field.wholeNumber', { min: 1, max }))
    .int(say('field.wholeNumber', { min: 1, max }))
    .min(1, say('field.wholeNumber', { min: 1, max }))
    .max(max, say('field.wholeNumber', { min: 1, max }));

/** `?page=2&pageSize=50` of the admin panel's lists. */
export const pageQuery = {
  page: whole(1_000_000).default(1),
  pageSize: whole(100).default(25),
};

export type PageMeta = {
  pagination: { page: number; pageSize: number; pageCount: number; total: number };
};

export type Page<Item> = { data: Item[]; meta: PageMeta };

/** The `meta` of one page of a list. */
export const pageMeta = (at: { page: number; pageSize: number; total: number }): PageMeta => ({
  pagination: { ...at, pageCount: Math.ceil(at.total / at.pageSize) },
});

import { adminApi, type StrapiApp } from '@strapi/strapi/admin';

import type { ListSurroundings } from './sessionList';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((found, key) => (isRecord(found) ? found[key] : undefined), value);

const hasAction = (value: unknown): value is { action: string } =>
  isRecord(value) && typeof value['action'] === 'string';

/**
 * What the panel knows of who looks and in which language: read from where Strapi keeps it, since
 * the Content Manager's hooks are no React hooks [@strapi/admin 5.54]. Nothing found draws nothing.
 */
export const surroundingsOf = (
  app: Pick<StrapiApp, 'store' | 'configurations'>
): ListSurroundings => ({
  held: () => {
    const queries = at(app.store?.getState(), adminApi.reducerPath, 'queries');
    const answers = isRecord(queries) ? Object.entries(queries) : [];
    const [, answer] = answers.find(([key]) => key.startsWith('getMyPermissions(')) ?? [];
    const held = at(answer, 'data');
    return Array.isArray(held) ? held.filter(hasAction) : [];
  },
  message: (id) => {
    const locale = at(app.store?.getState(), 'admin_app', 'language', 'locale');
    const { translations } = app.configurations;
    const own = typeof locale === 'string' ? at(translations, locale, id) : undefined;
    const text = own ?? at(translations, 'en', id);
    return typeof text === 'string' ? text : id;
  },
});

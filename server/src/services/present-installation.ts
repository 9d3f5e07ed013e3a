import { createHash } from 'node:crypto';
import type { Core } from '@strapi/types';
import type { PluginConfig } from '../config';
import type { Installation } from '../domain/installation';

const sha256 = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** What tells this installation from one that has a copy of its database; keys only as hashes. */
export const presentInstallation = (strapi: Core.Strapi, config: PluginConfig): Installation => {
  const address: string = strapi.config.get('server.url', '');
  return {
    environment: strapi.config.get('environment', 'development'),
    id: config.installation ?? null,
    urlHash: address === '' ? null : sha256(address),
    keysHash: sha256(strapi.config.get('server.app.keys', [])),
  };
};

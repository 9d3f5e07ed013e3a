import type { Core } from '@strapi/strapi';

import { z } from 'zod';

import { CONNECTION_STEPS, hostQuerySchema, PLUGIN_ID } from '../../../contracts';
import type {
  ConnectionAnswer,
  ConnectionStepAnswer,
  DefaultsPreview,
  HostList,
  ScopeEntry,
  SettingsSaved,
  SettingsView,
} from '../../../contracts';
import { compositionOf } from '../services';
import { scopeChecklist } from '../settings';
import { ConflictError } from '../settings/settings-errors';
import type { SettingsService } from '../settings/types';
import { parseRequest } from './query';

/** What is used of Koa's context. */
type Context = {
  params: Record<string, unknown>;
  query: unknown;
  request: { body?: unknown };
  status: number;
  body: unknown;
  conflict(message: string, details: unknown): unknown;
};

const stepSchema = z.object({ step: z.enum(CONNECTION_STEPS, 'must be a step of the test') });

/** `/zoom/settings` and its connection test, for the admin panel. */
export const settingsController = ({ strapi }: { strapi: Core.Strapi }) => {
  const settings = (): SettingsService => strapi.plugin(PLUGIN_ID).service('settings');

  return {
    async read(ctx: Context) {
      ctx.body = { data: await settings().view() } satisfies { data: SettingsView };
    },

    async update(ctx: Context) {
      try {
        ctx.body = (await settings().update(ctx.request.body)) satisfies SettingsSaved;
      } catch (error) {
        // Strapi answers every application error that it does not know with 400.
        if (!(error instanceof ConflictError)) throw error;
        ctx.conflict(error.message, error.details);
      }
    },

    async testConnection(ctx: Context) {
      ctx.body = (await settings().testConnection()) satisfies ConnectionAnswer;
    },

    async testStep(ctx: Context) {
      const { step } = parseRequest(stepSchema, ctx.params);
      const data = await settings().testStep(step);
      ctx.body = { data } satisfies { data: ConnectionStepAnswer };
    },

    async scopes(ctx: Context) {
      const data = scopeChecklist(await settings().refresh());
      ctx.body = { data } satisfies { data: ScopeEntry[] };
    },

    async hosts(ctx: Context) {
      await settings().refresh();
      const list = await compositionOf(strapi).hosts(parseRequest(hostQuerySchema, ctx.query));
      ctx.body = list satisfies HostList;
    },

    async previewDefaults(ctx: Context) {
      await settings().refresh();
      const data = await compositionOf(strapi).applyDefaults.preview();
      ctx.body = { data } satisfies { data: DefaultsPreview };
    },

    async applyDefaults(ctx: Context) {
      await compositionOf(strapi).applyDefaults.raise();
      ctx.status = 202;
      ctx.body = { data: { accepted: true } };
    },
  };
};

import type { Core } from '@strapi/types';

import { ADMIN_PERMISSION } from '../../../contracts/identifiers';
import {
  attentionQuerySchema,
  meetingBulkSchema,
  meetingQuerySchema,
  sessionStatesSchema,
  spanQuerySchema,
  type MeetingBulkAnswer,
  type MeetingChoices,
  type MeetingDetails,
  type MeetingsInSpan,
  type Overview,
  type SessionStates,
} from '../../../contracts/meeting-desk';
import { say } from '../../../contracts/sentences';
import { compositionOf } from '../services';
import { parseRequest } from './query';
import { sessionDoorOf, type AdminState } from './session-door';

/** What is used of Koa's context. */
type Context = {
  params: Record<string, unknown>;
  query: unknown;
  request: { body?: unknown };
  state: AdminState;
  body: unknown;
  notFound(message: string): unknown;
  forbidden(): unknown;
};

/** `/zoom/overview…`, `/zoom/meetings…` and the states of a list of sessions. */
export const meetingDeskController = ({ strapi }: { strapi: Core.Strapi }) => {
  const desk = () => compositionOf(strapi).desk;
  const change = async (ctx: Context, by: 'retry' | 'cancel'): Promise<void> => {
    const { meetings } = parseRequest(meetingBulkSchema, ctx.request.body);
    const data = await desk().bulk[by](meetings, sessionDoorOf(strapi, ctx.state));
    ctx.body = { data } satisfies { data: MeetingBulkAnswer };
  };

  return {
    async overview(ctx: Context) {
      const canRepair = ctx.state.userAbility?.can(ADMIN_PERMISSION.meetingsRepair) ?? false;
      ctx.body = { data: await desk().overview.read({ canRepair }) } satisfies { data: Overview };
    },

    async span(ctx: Context) {
      const data = await desk().overview.inSpan(parseRequest(spanQuerySchema, ctx.query));
      ctx.body = { data } satisfies { data: MeetingsInSpan };
    },

    async attention(ctx: Context) {
      ctx.body = await desk().attention.page(parseRequest(attentionQuerySchema, ctx.query));
    },

    async list(ctx: Context) {
      ctx.body = await desk().list.list(parseRequest(meetingQuerySchema, ctx.query));
    },

    async choices(ctx: Context) {
      ctx.body = { data: await desk().list.choices() } satisfies { data: MeetingChoices };
    },

    /** The join link goes only to who may read the session: authors have their own alone. */
    async details(ctx: Context) {
      const found = await desk().list.details(String(ctx.params['documentId']));
      if (found === null) {
        ctx.notFound(say('answer.noMeeting'));
        return;
      }
      const door = sessionDoorOf(strapi, ctx.state);
      const isOpen = found.session === null || (await door.mayRead(found.session));
      const data = isOpen ? found : { ...found, joinUrl: null };
      ctx.body = { data } satisfies { data: MeetingDetails };
    },

    retry: (ctx: Context) => change(ctx, 'retry'),
    cancel: (ctx: Context) => change(ctx, 'cancel'),

    async sessionStates(ctx: Context) {
      const asked = parseRequest(sessionStatesSchema, ctx.query);
      const checker = strapi
        .service('plugin::content-manager.permission-checker')
        .create({ userAbility: ctx.state.userAbility, model: asked.uid });
      if (!compositionOf(strapi).bindings.of(asked.uid)) {
        ctx.notFound(say('answer.noMeetings'));
      } else if (checker.cannot.read()) {
        ctx.forbidden();
      } else {
        ctx.body = { data: await desk().states(asked) } satisfies { data: SessionStates };
      }
    },
  };
};

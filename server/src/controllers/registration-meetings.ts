import type { Core } from '@strapi/types';

import {
  registrationMeetingsSchema,
  type RegistrationMeeting,
} from '../../../contracts/registration-meetings';
import { compositionOf } from '../services';
import { parseRequest } from './query';

/** `/zoom/registrants/meetings`, for the admin panel. */
export const registrationMeetingsController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async list(ctx: { query: unknown; body: unknown }) {
    const query = parseRequest(registrationMeetingsSchema, ctx.query);
    const data = await compositionOf(strapi).records.desks.meetingChoices(query);
    ctx.body = { data } satisfies { data: RegistrationMeeting[] };
  },
});

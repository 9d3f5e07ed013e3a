import { say } from '../../../contracts/sentences';
import { ENDPOINTS } from './endpoints';
import type { CallFacts } from './call';
import { toAnswerError } from './call-errors';
import {
  ZoomAuthenticationError,
  ZoomHostError,
  ZoomMeetingGoneError,
  ZoomRefusedError,
  ZoomScopeError,
  ZoomUnavailableError,
  ZoomUnknownOutcomeError,
  type ZoomError,
} from './errors';
import { parseJson } from './json';
import { toRateLimitError } from './rate-refusal';
import { readTrackingId, withoutSecrets } from './redact';
import { readRateHeaders, type AnswerHeaders } from './retry-after';
import { refusalSchema } from './wire';

/** Zoom's codes that this plugin tells apart; developers.zoom.us/docs/api/errors and the OpenAPI documents. */
const CODE = {
  invalidToken: 124,
  /** 4711 names the scopes; 4700 and 104 are older or other wordings of the same. */
  missingScope: [4711, 4700, 104],
  /** No such user, user of another account, user who may not hold meetings. */
  noUser: 1001,
  otherAccount: 1010,
  mayNotHost: 3161,
  meetingGone: 3001,
  /** Many things; one of them is about the host. */
  cannotSchedule: 3000,
  validation: 300,
  unknownEndpoint: 2300,
} as const;

export type Refusal = {
  status: number;
  headers: AnswerHeaders;
  /** Zoom's code; null where the answer is not one of its API's. */
  code: number | null;
  message: string;
  errors: { field: string; message: string }[];
};

/** Reads an answer with status 400 and above. */
export const readRefusal = (answer: {
  status: number;
  headers: AnswerHeaders;
  text: string;
}): Refusal => {
  const { status, headers } = answer;
  const parsed = refusalSchema.safeParse(parseJson(answer.text));
  return parsed.success
    ? { status, headers, ...parsed.data }
    : { status, headers, code: null, message: '', errors: [] };
};

/** Whether Zoom no longer takes the token; a new one may help. */
export const isTokenRefused = ({ status, code }: Refusal): boolean =>
  code === CODE.invalidToken || (status === 401 && !isScopeCode(code));

const isScopeCode = (code: number | null): boolean =>
  CODE.missingScope.some((known) => known === code);

/** `…does not contain scopes:[meeting:write:meeting, meeting:write:meeting:admin].` */
const listScopes = (message: string): string[] =>
  /scopes?:\s*\[([^\]]*)\]/i
    .exec(message)?.[1]
    ?.split(',')
    .map((scope) => scope.trim())
    .filter((scope) => /^[a-z_]+(:[a-z_]+)+$/.test(scope)) ?? [];

const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/**
 * The error for a refusal. Zoom translates its messages, so status and code decide; the texts are
 * looked at only where one code stands for several things (429, 3000).
 */
export const toRefusalError = (call: CallFacts, refusal: Refusal, now: Date): ZoomError => {
  const { method, path, what, host, secrets, endpoint } = call;
  const { status, headers, code, message } = refusal;
  const clean = (text: string) => withoutSecrets(text, { secrets, host });
  const trackingId = readTrackingId(headers, secrets);
  const fields = refusal.errors.map((error) => ({
    field: clean(error.field),
    message: clean(error.message),
  }));
  const named = fields.map((error) => `${error.field}: ${error.message}`).join(' ');
  const reason = [asSentence(clean(message) || `HTTP ${status}`), named].filter(Boolean).join(' ');
  const facts = { method, path, status, code, trackingId, fields, reason };

  if (status === 429) return toRateLimitError({ facts, what, text: message, headers, now });
  if (status >= 500) {
    if (endpoint === 'createMeeting') {
      return new ZoomUnknownOutcomeError({
        ...facts,
        message: say('lost.createAnswered', { what, status }),
        unknownOutcome: 'dropped',
      });
    }
    return new ZoomUnavailableError({
      ...facts,
      message: say('lost.answered', { what, status }),
      because: 'server-error',
      retryAt: readRateHeaders(headers, now).retryAt,
    });
  }
  if (isScopeCode(code)) {
    const scopes = listScopes(message);
    return new ZoomScopeError({
      ...facts,
      scopes,
      message:
        scopes.length > 0
          ? say('refused.scopes', { what, scopes: scopes.join(' or ') })
          : say('refused.scope', { what }),
    });
  }
  if (isTokenRefused(refusal)) {
    return new ZoomAuthenticationError({
      ...facts,
      message: say('refused.token', { reason }),
    });
  }
  // "Add a meeting registrant" says 1001 of a meeting that is not there [Meetings API].
  const isGone = code === CODE.noUser && endpoint === 'addRegistrant';
  if (code === CODE.meetingGone || isGone) {
    return new ZoomMeetingGoneError({
      ...facts,
      message: say('refused.gone', { what }),
    });
  }
  if (code === CODE.noUser || code === CODE.otherAccount) {
    return new ZoomHostError({
      ...facts,
      message:
        host === null ? say('refused.noUser', { what }) : say('refused.noHost', { what, host }),
    });
  }
  if (code === CODE.mayNotHost || isAboutTheHost(call, refusal)) {
    return new ZoomHostError({
      ...facts,
      message:
        host === null
          ? say('refused.userMayNotHost', { what, reason })
          : say('refused.mayNotHost', { what, reason, host }),
    });
  }
  if (code === CODE.unknownEndpoint) {
    return new ZoomRefusedError({
      ...facts,
      reach: 'account',
      message: say('refused.wrongApi', { what, reason }),
    });
  }
  if (code === null) return toAnswerError(call, { status, trackingId });
  return new ZoomRefusedError({
    ...facts,
    message:
      code === CODE.validation
        ? say('refused.fields', { what, reason })
        : say('refused.code', { what, reason, code }),
  });
};

/** A create for this host is refused as such; with `schedule_for` 3000 is about the other host. */
const isAboutTheHost = (call: CallFacts, { code, message }: Refusal): boolean =>
  code === CODE.cannotSchedule &&
  ENDPOINTS[call.endpoint].method === 'POST' &&
  !call.asksForOtherHost &&
  /cannot schedule/i.test(message);

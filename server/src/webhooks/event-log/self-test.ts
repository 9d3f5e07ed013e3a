import { createHash } from 'node:crypto';
import { z } from 'zod';

import type { SelfTestAnswer, SelfTestHop } from '../../../../contracts/event-log';
import { TABLE } from '../../../../contracts/identifiers';
import { rowsOf, type Database } from '../../jobs/database';
import { encryptPlainToken, signWebhook } from '../../zoom/webhook-signature';
import { SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../receive';
import { SELF_TEST_TOKEN, URL_VALIDATION } from '../event-schema';
import { ZOOM_WAITS_MS, type Answered, type Post } from './self-test-post';

/** No event of Zoom's: stored as `ignored`, and seen in the log as what it is. */
export const SELF_TEST = 'zoom.self_test';

export type SelfTestDeps = {
  database: Database;
  /** The receiver's public address; a path alone while `server.url` is not set. */
  url: () => Promise<string>;
  settings: () => { accountId: string | null; webhookSecretToken: string | null };
  post: Post;
  clock: () => Date;
  /** A random text of letters and digits. */
  newToken: () => string;
};

type Judged = { ok: boolean; message: string; remedy?: string };

const hop = (
  name: SelfTestHop['name'],
  { ok, message, remedy }: Judged,
  durationMs = 0
): SelfTestHop => ({ name, ok, message, remedy: ok ? null : (remedy ?? null), durationMs });

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const judgeAddress = (url: string): Judged => {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null) {
    return {
      ok: false,
      message: 'The public address of this server is not known.',
      remedy: 'Set url in config/server (PUBLIC_URL) to the address that visitors use.',
    };
  }
  if (LOOPBACK.test(parsed.hostname)) {
    return { ok: true, message: `${url} can be reached from this machine only, not by Zoom.` };
  }
  return parsed.protocol === 'https:'
    ? { ok: true, message: url }
    : {
        ok: false,
        message: `${url} is not https.`,
        remedy: 'Zoom posts to https addresses with a certificate of a public authority only.',
      };
};

const REACH =
  'Check the name, the proxy and the firewall in front of Strapi, and that they let POST through.';

const judgeStatus = (answer: Answered, wanted: number, ok: string): Judged => {
  if (answer.kind === 'unreachable') {
    return { ok: false, message: `Not reached: ${answer.because}`, remedy: REACH };
  }
  const { status, location } = answer;
  if (status >= 300 && status < 400) {
    const to = location ? ` to ${location}` : '';
    return {
      ok: false,
      message: `Answered ${status}, a redirect${to}.`,
      remedy: 'Zoom follows no redirects: set url in config/server to where it ends.',
    };
  }
  if (status !== wanted) {
    return {
      ok: false,
      message: `Answered ${status} instead of ${wanted}.`,
      remedy: `Something before Strapi may have answered. ${REACH}`,
    };
  }
  return answer.tookMs > ZOOM_WAITS_MS
    ? {
        ok: false,
        message: `Answered ${status}, but after ${answer.tookMs} ms.`,
        remedy: `Zoom waits ${ZOOM_WAITS_MS / 1000} seconds and then counts it as failed.`,
      }
    : { ok: true, message: ok };
};

const bodyOf = (answer: Answered): unknown => {
  try {
    return answer.kind === 'answered' ? JSON.parse(answer.body) : null;
  } catch {
    return null;
  }
};

/** Sends an event through the public address, as Zoom would, and says how far it came. */
export const createSelfTest = (deps: SelfTestDeps) => {
  const { database, post, clock, newToken } = deps;

  const signed = (body: string, secretToken: string): Record<string, string> => {
    const timestamp = String(Math.floor(clock().getTime() / 1000));
    return {
      [TIMESTAMP_HEADER]: timestamp,
      [SIGNATURE_HEADER]: signWebhook({ secretToken, timestamp, rawBody: body }),
    };
  };

  const eventBody = (event: string, payload: Record<string, unknown>): string =>
    JSON.stringify({ event, event_ts: clock().getTime(), payload });

  const reach = async (url: string): Promise<SelfTestHop> => {
    const answer = await post({ url, method: 'GET' });
    const isOurs = z.object({ status: z.literal('ok') }).safeParse(bodyOf(answer)).success;
    const judged = judgeStatus(answer, 200, 'The receiver answers.');
    const stranger = { ok: false, message: 'Something else than the receiver answers there.' };
    return hop(
      'reach',
      judged.ok && !isOurs ? { ...stranger, remedy: REACH } : judged,
      answer.tookMs
    );
  };

  const refuseForgery = async (url: string): Promise<SelfTestHop> => {
    const body = eventBody(SELF_TEST, { token: newToken() });
    const answer = await post({ url, method: 'POST', body, headers: signed(body, newToken()) });
    const isTaken = answer.kind === 'answered' && answer.status === 200;
    const judged = isTaken
      ? {
          ok: false,
          message: 'An event with a wrong signature was taken.',
          remedy: 'Switch the verification of signatures on again in the settings.',
        }
      : judgeStatus(answer, 401, 'An event with a wrong signature is refused.');
    return hop('refuse-forgery', judged, answer.tookMs);
  };

  const validate = async (url: string, secretToken: string): Promise<SelfTestHop> => {
    const plainToken = `${SELF_TEST_TOKEN}${newToken()}`;
    const body = eventBody(URL_VALIDATION, { plainToken });
    const answer = await post({ url, method: 'POST', body, headers: signed(body, secretToken) });
    const judged = judgeStatus(answer, 200, 'The validation of the address is answered rightly.');
    const encryptedToken = encryptPlainToken({ secretToken, plainToken });
    const right = z.object({
      plainToken: z.literal(plainToken),
      encryptedToken: z.literal(encryptedToken),
    });
    const isRight = right.safeParse(bodyOf(answer)).success;
    const wrong = { ok: false, message: 'The validation of the address is answered wrongly.' };
    return hop(
      'validate',
      judged.ok && !isRight ? { ...wrong, remedy: REACH } : judged,
      answer.tookMs
    );
  };

  const findState = async (body: string): Promise<string | null> => {
    const key = createHash('sha256').update(body).digest('hex');
    const row: unknown = await rowsOf(database, TABLE.webhookEvent)
      .where({ dedupe_key: key })
      .first('state');
    return row === undefined ? null : z.object({ state: z.string() }).parse(row).state;
  };

  const deliver = async (url: string, secretToken: string): Promise<SelfTestHop[]> => {
    const account_id = deps.settings().accountId ?? '';
    const body = eventBody(SELF_TEST, { account_id, object: { token: newToken() } });
    const answer = await post({ url, method: 'POST', body, headers: signed(body, secretToken) });
    const delivered = hop(
      'deliver',
      judgeStatus(answer, 200, 'A signed event is taken.'),
      answer.tookMs
    );
    if (!delivered.ok) return [delivered];
    const state = await findState(body);
    const stored = hop('store', {
      ok: state !== null,
      message:
        state === null
          ? 'The event was taken, but it is not in this database.'
          : 'The event is stored.',
      remedy: 'The address leads to another server: set url in config/server to this one’s.',
    });
    if (state === null) return [delivered, stored];
    const processed = hop('process', {
      ok: state === 'ignored',
      message: `The event is ${state}, as an event that no meeting is about should be ignored.`,
      remedy: 'Look at the event in the log.',
    });
    return [delivered, stored, processed];
  };

  return async (): Promise<SelfTestAnswer> => {
    const url = await deps.url();
    const answer = (hops: SelfTestHop[]): SelfTestAnswer => ({
      success: hops.every(({ ok }) => ok),
      url,
      hops,
    });
    const address = hop('address', judgeAddress(url));
    if (!address.ok) return answer([address]);
    const { webhookSecretToken: secretToken } = deps.settings();
    const secret = hop('secret', {
      ok: secretToken !== null,
      message: secretToken === null ? 'No secret token is set.' : 'The secret token is set.',
      remedy: 'Copy the Secret Token of the Zoom app (Feature → Token) to the settings and save.',
    });
    if (secretToken === null) return answer([address, secret]);
    const reached = await reach(url);
    if (!reached.ok) return answer([address, secret, reached]);
    return answer([
      address,
      secret,
      reached,
      await refuseForgery(url),
      await validate(url, secretToken),
      ...(await deliver(url, secretToken)),
    ]);
  };
};

import type { JoinAnswer, SignatureAnswer, SignatureBody } from '../../../contracts/join';
import { say } from '../../../contracts/sentences';
import { createCallPace } from '../domain/call-pace';
import type { Caller } from '../domain/caller';
import {
  isOpen,
  joinVerdict,
  obstacleTo,
  type JoinableMeeting,
  type JoinVerdict,
} from '../domain/join-policy';
import { verdictByRuling } from '../domain/join-ruling';
import { Refusal } from '../integration';
import type { Database } from '../jobs/database';
import type { SessionKey } from '../domain/session';
import type { MeetingRow } from '../meetings/meeting-row';
import type { MeetingRows } from '../meetings/meeting-rows';
import type { Settings } from '../settings';
import type { AppPolicy } from './app-policy';
import type { CustomerKeys } from './customer-keys';
import { joinerOf, linkFor } from './join-links';
import { findJoinable, type Joinable } from './joinable';
import { NOT_REGISTERED, readRegistrations, type Registration } from './registrations';
import { createSigning } from './signature';
import { speakable } from './speakable';

/** A person reloads a page; a site's server signs for a whole class, a school sits behind one address. */
const PER_MINUTE: Record<Caller['kind'], number> = { 'site-user': 60, guest: 120, token: 600 };
const MINUTE_MS = 60_000;

export type JoiningDeps = Pick<
  Parameters<typeof createSigning>[0],
  'readMeeting' | 'accessKey' | 'clock'
> & {
  database: Database;
  settings: () => Settings;
  customerKeys: CustomerKeys;
  appPolicy: AppPolicy;
  /** The link that makes whoever follows it the host, fetched from Zoom now. */
  startLink: (zoomId: string) => Promise<string>;
  findBySession: MeetingRows['findBySession'];
  log: Record<'info', (message: string) => unknown>;
};

type Purpose = 'join' | 'signature';

const noSuchMeeting = (): Refusal => new Refusal({ status: 404, message: say('answer.noMeeting') });

const nothingToStart = (): Refusal =>
  new Refusal({ status: 409, message: say('answer.nothingToStart') });

const answerOf = ({ state, window, reason }: JoinVerdict): JoinAnswer => ({
  state,
  ...(window
    ? { opensAt: window.opensAt.toISOString(), closesAt: window.closesAt.toISOString() }
    : {}),
  reason,
});

/** What callers may use to join or start a meeting. Every method throws a `Refusal` for what is told. */
export const createJoining = (deps: JoiningDeps) => {
  const { database, settings, clock } = deps;
  const signFor = createSigning(deps);
  const paceOf = (kind: Caller['kind']) =>
    createCallPace({ limit: PER_MINUTE[kind], windowMs: MINUTE_MS });
  const paces = {
    guest: paceOf('guest'),
    'site-user': paceOf('site-user'),
    token: paceOf('token'),
  };

  const find = async (documentId: string): Promise<Joinable> => {
    const found = await findJoinable(database, documentId);
    if (found === null) throw noSuchMeeting();
    return found;
  };

  const startLinkOf = async ({ zoomId, state }: MeetingRow): Promise<string> => {
    if (zoomId === null || state === 'cancelled') throw nothingToStart();
    return deps.startLink(zoomId);
  };

  /** By the settings, then by the app; nobody is asked about hosts, who may have the start link too. */
  const judge = async (
    { row }: Joinable,
    { caller, purpose, isHost = false }: { caller: Caller; purpose: Purpose; isHost?: boolean }
  ): Promise<{ registration: Registration; verdict: JoinVerdict }> => {
    const { person } = caller;
    const registrations = await readRegistrations(database, { person, meetings: [row] });
    const registration = registrations.get(row.id) ?? NOT_REGISTERED;
    const meeting: JoinableMeeting = {
      ...row,
      hasLink: row.joinUrl !== null && row.zoomId !== null,
      isSkipped: row.syncState === 'skipped',
    };
    const now = clock();
    const joiner = joinerOf(person, registration);
    const verdict = joinVerdict({ meeting, settings: settings().join, joiner, isHost, now });
    if (isHost || obstacleTo(meeting, now)) return { registration, verdict };
    const matter = { meeting: row, registration, decision: verdict };
    const ruling = await deps.appPolicy.rule({ purpose, caller }, matter);
    return {
      registration,
      verdict: ruling ? verdictByRuling(verdict, { ruling, meeting, now }) : verdict,
    };
  };

  /** @throws Refusal 429 with the time to wait. */
  const pace = (caller: Caller): void => {
    const waitMs = paces[caller.kind].take(caller.paceKey, clock());
    if (waitMs === null) return;
    throw new Refusal({
      status: 429,
      message: 'Too many requests: try again in a minute.',
      retryAfterSeconds: Math.ceil(waitMs / 1000),
    });
  };

  const note = (
    what: string,
    documentId: string,
    caller: Pick<Caller, 'kind' | 'person'>
  ): void => {
    if (!settings().join.logUses) return;
    deps.log.info(`zoom: ${what} of meeting ${documentId} given to ${speakable(caller)}`);
  };

  return {
    /** What this caller may use to join now: the link, or why there is none. */
    join: async (documentId: string, caller: Caller): Promise<JoinAnswer> => {
      const joinable = await find(documentId);
      const { registration, verdict } = await judge(joinable, { caller, purpose: 'join' });
      const joinUrl = isOpen(verdict) ? linkFor(joinable.row, registration) : null;
      if (joinUrl === null) return answerOf(verdict);
      note('the join link', documentId, caller);
      return { ...answerOf(verdict), joinUrl };
    },

    /**
     * What the Meeting SDK asks for, in the role the server decides.
     *
     * @param mayHost the caller holds `meeting.startUrl`; hosting is asked for by `role: 1`.
     */
    sign: async (
      documentId: string,
      request: { caller: Caller; body: SignatureBody; mayHost: boolean }
    ): Promise<SignatureAnswer> => {
      const { caller, body, mayHost } = request;
      pace(caller);
      const role = body.role ?? 0;
      if (role === 1 && !mayHost) {
        const message = 'Only those who hold meeting.startUrl may ask for the role of the host.';
        throw new Refusal({ status: 403, message, details: { field: 'role' } });
      }
      const joinable = await find(documentId);
      const isHost = role === 1;
      const judged = await judge(joinable, { caller, purpose: 'signature', isHost });
      const answer = await signFor({ joinable, caller, body, role, ...judged });
      note(isHost ? 'a host’s signature' : 'a signature', documentId, caller);
      return answer;
    },

    /** The same for a session's meeting, by somebody of the panel. */
    startSession: async (key: SessionKey): Promise<string> => {
      const row = await deps.findBySession(key);
      if (row === null) throw nothingToStart();
      return startLinkOf(row);
    },

    /** The link that makes whoever follows it the host: fetched now, kept nowhere. */
    startUrl: async (documentId: string, caller: Caller): Promise<string> => {
      pace(caller);
      const { row } = await find(documentId);
      const link = await startLinkOf(row);
      note('the start link', documentId, caller);
      return link;
    },
  };
};
export type Joining = ReturnType<typeof createJoining>;

import type { Caller } from '../domain/caller';
import { NO_RULING, type JoinQuestion, type JoinRuling } from '../domain/join-ruling';
import { HookFailedError, type SessionHooks } from '../hooks';
import type { MeetingRow } from '../meetings/meeting-row';
import type { Registration } from './registrations';

/** Of a calendar's meetings; each may be a lookup in another system. */
const AT_ONCE = 20;

type Asker = {
  purpose: JoinQuestion['purpose'];
  caller: Pick<Caller, 'kind' | 'person'>;
};
type Matter = {
  meeting: Pick<MeetingRow, 'documentId' | 'topic' | 'state' | 'startTime' | 'endTime' | 'session'>;
  registration: Registration;
  decision: JoinQuestion['decision'];
};

const questionOf = ({ purpose, caller }: Asker, matter: Matter): JoinQuestion => {
  const { documentId, topic, state, startTime, endTime, session } = matter.meeting;
  return {
    purpose,
    caller: {
      kind: caller.kind,
      id: caller.person?.accountKey ?? null,
      registration: matter.registration.standing,
    },
    meeting: {
      documentId,
      topic,
      state,
      startTime,
      endTime,
      session: session && { uid: session.uid, documentId: session.documentId },
    },
    decision: { state: matter.decision.state, reason: matter.decision.reason },
  };
};

/**
 * The app's own join policy, asked in one way wherever something lets somebody in. It never throws:
 * whom it cannot judge gets nothing, and the log says why without saying who.
 */
export const createAppPolicy = (deps: {
  hooks: Pick<SessionHooks, 'hasJoinPolicy' | 'joinPolicy'>;
  log: Record<'error', (message: string) => unknown>;
}) => {
  const { hooks, log } = deps;

  const tell = (error: unknown, documentId: string): void => {
    const because = error instanceof HookFailedError ? error.because : 'it could not be asked';
    log.error(
      `zoom: the app’s hook “joinPolicy” failed for meeting ${documentId}: ${because}; nobody is let in by it meanwhile`
    );
  };

  /** In the order of the matters; null leaves one to the settings. Of failures the first is told. */
  const ruleAll = async (
    asker: Asker,
    matters: readonly Matter[]
  ): Promise<(JoinRuling | null)[]> => {
    if (!hooks.hasJoinPolicy()) return matters.map(() => null);
    const rulings: (JoinRuling | null)[] = [];
    let isTold = false;
    let isLate = false;
    const rule = async (matter: Matter): Promise<JoinRuling | null> => {
      // Where one was waited for in vain the others are not asked: a feed would wait for each.
      if (isLate) return NO_RULING;
      try {
        return await hooks.joinPolicy(questionOf(asker, matter));
      } catch (error) {
        if (!isTold) tell(error, matter.meeting.documentId);
        isTold = true;
        isLate ||= error instanceof HookFailedError && error.isLate;
        return NO_RULING;
      }
    };
    for (let first = 0; first < matters.length; first += AT_ONCE) {
      rulings.push(...(await Promise.all(matters.slice(first, first + AT_ONCE).map(rule))));
    }
    return rulings;
  };

  return {
    ruleAll,
    rule: async (asker: Asker, matter: Matter): Promise<JoinRuling | null> =>
      (await ruleAll(asker, [matter]))[0] ?? null,
  };
};
export type AppPolicy = ReturnType<typeof createAppPolicy>;

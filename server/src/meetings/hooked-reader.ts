import { HookFailedError, type SessionHooks } from '../hooks';
import type { PlannedSession } from '../domain/session';
import type { SessionReader, UpcomingSession } from './session-reader';

/**
 * Sessions as the app's hooks want them. Read in jobs only: no editor's save and no page waits for
 * a hook. In a walk over all sessions one that fails is given as it is, so that its own job tells.
 */
export const withHooks = (
  reader: SessionReader,
  hooks: Pick<SessionHooks, 'plan'>
): SessionReader => {
  const orAsItIs = async (session: PlannedSession): Promise<PlannedSession> => {
    try {
      return await hooks.plan(session);
    } catch (error) {
      if (error instanceof HookFailedError) return session;
      throw error;
    }
  };
  return {
    ...reader,
    published: async (key) => {
      const session = await reader.published(key);
      return session && hooks.plan(session);
    },
    upcoming: async function* (binding, after) {
      for await (const page of reader.upcoming(binding, after)) {
        const planned: UpcomingSession[] = [];
        for (const { session, outSince } of page) {
          planned.push({ session: await orAsItIs(session), outSince });
        }
        yield planned;
      }
    },
  };
};

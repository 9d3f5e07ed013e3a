import { z } from 'zod';

import { say } from '../../../contracts/sentences';
import { JOIN_STATES } from '../../../contracts/join';
import { ZOOM_LIMITS } from '../../../contracts/meeting';
import type { JoinQuestion, JoinRuling } from '../domain/join-ruling';
import type { PlannedSession } from '../domain/session';
import type { MeetingFields } from '../domain/meeting-request';
import { errorWords } from '../jobs/error-text';

type Answer<T> = T | null | undefined;
type Asked<Input, T> = (input: Input) => Answer<T> | Promise<Answer<T>>;

/** What `beforeCreate` may say: more for Zoom, or that there shall be no meeting. */
export type BeforeCreateAnswer =
  /** Further fields of Zoom's create call, in Zoom's spelling; what the plugin sends itself wins. */
  | { body: Record<string, unknown> }
  /** No meeting, for a reason that editors read. */
  | { refuse: string };

/** What an app may decide itself. `null` or nothing leaves it to the plugin. */
export type ZoomHooks = {
  /** The topic of a session's meeting. */
  topic: Asked<{ session: PlannedSession }, string>;
  /** Who hosts: an address or Zoom user id that the settings allow. */
  host: Asked<{ session: PlannedSession }, string>;
  /** Once per meeting, before Zoom is asked to make it. May run again where the answer was lost. */
  beforeCreate: Asked<
    { session: PlannedSession; host: string; fields: MeetingFields },
    BeforeCreateAnswer
  >;
  /** Who may join, where the settings cannot say it. Asked at each request for a link or signature. */
  joinPolicy: Asked<JoinQuestion, JoinRuling>;
};
export type HookName = keyof ZoomHooks;

/** Longer than a lookup in another system takes, well under a job's lease of 90 s. */
const GIVE_UP_AFTER_MS = 10_000;
/** Somebody waits at a button meanwhile. */
const GIVE_UP_JOINING_AFTER_MS = 5_000;

/** A hook of the app threw, took too long, or answered something else than documented. */
export class HookFailedError extends Error {
  override readonly name = 'HookFailedError';
  /** Whether it was waited for in vain. */
  readonly isLate: boolean;
  readonly because: string;
  constructor(hook: HookName, because: string, { isLate = false } = {}) {
    super(say('sync.hookFailed', { hook, because }));
    this.because = because;
    this.isLate = isLate;
  }
}

/** A kind of error, where its message may name the person it was asked about. */
const kindOf = (error: unknown): string => {
  const name = error instanceof Error ? error.name : '';
  return /^\w{1,60}$/.test(name)
    ? say('sync.hookThrewKind', { kind: name })
    : say('sync.hookThrew');
};
const wordsOf = (error: unknown): string => errorWords(error).replace(/[.\s]+$/, '');

const text = (max: number) => z.string().trim().min(1).max(max).nullish();
const ANSWERS = {
  topic: text(ZOOM_LIMITS.topicLength),
  host: text(320),
  beforeCreate: z
    .union([
      z.strictObject({ refuse: z.string().trim().min(1).max(500) }),
      z.strictObject({ body: z.record(z.string(), z.unknown()) }),
    ])
    .nullish(),
  // Whatever else it has is left out, so that a hook may give back the decision it was told.
  joinPolicy: z.object({ state: z.enum(JOIN_STATES), reason: text(500) }).nullish(),
};

export type SessionHooks = ReturnType<typeof createHooks>;

/** The app's hooks; one of each name, the last one registered. */
export const createHooks = (
  options: { giveUpAfterMs?: number; giveUpJoiningAfterMs?: number } = {}
) => {
  const known: Partial<ZoomHooks> = {};

  const ask = async <T>(hook: HookName, answer: () => unknown): Promise<T | null> => {
    const isJoining = hook === 'joinPolicy';
    const giveUpAfterMs = isJoining
      ? (options.giveUpJoiningAfterMs ?? GIVE_UP_JOINING_AFTER_MS)
      : (options.giveUpAfterMs ?? GIVE_UP_AFTER_MS);
    const seconds = giveUpAfterMs / 1000;
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () =>
          reject(new HookFailedError(hook, say('sync.hookLate', { seconds }), { isLate: true })),
        giveUpAfterMs
      );
    });
    try {
      const given = await Promise.race([Promise.resolve().then(answer), tooLong]);
      const parsed = ANSWERS[hook].safeParse(given);
      if (!parsed.success) throw new HookFailedError(hook, say('sync.hookAnswer'));
      return (parsed.data ?? null) as T | null;
    } catch (error) {
      if (error instanceof HookFailedError) throw error;
      throw new HookFailedError(hook, isJoining ? kindOf(error) : wordsOf(error));
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    /**
     * Lets the app decide; call it in the app's `register` or `bootstrap`.
     * @returns what takes the hook away again.
     */
    register<Name extends HookName>(name: Name, hook: ZoomHooks[Name]): () => void {
      if (!Object.hasOwn(ANSWERS, name)) {
        const names = Object.keys(ANSWERS).join(', ');
        throw new Error(`zoom: there is no hook “${String(name)}”; known are ${names}`);
      }
      if (typeof hook !== 'function') throw new Error(`zoom: hook “${name}” must be a function`);
      known[name] = hook;
      return () => {
        if (known[name] === hook) Reflect.deleteProperty(known, name);
      };
    },

    /**
     * A session as the app wants it.
     * @throws HookFailedError
     */
    async plan(session: PlannedSession): Promise<PlannedSession> {
      const { topic, host } = known;
      const planned = { ...session };
      if (topic) {
        planned.topic = (await ask<string>('topic', () => topic({ session }))) ?? session.topic;
      }
      if (host) {
        planned.hostEmail =
          (await ask<string>('host', () => host({ session }))) ?? session.hostEmail;
      }
      return planned;
    },

    /** @throws HookFailedError */
    async beforeCreate(
      input: Parameters<ZoomHooks['beforeCreate']>[0]
    ): Promise<BeforeCreateAnswer | null> {
      const { beforeCreate } = known;
      if (!beforeCreate) return null;
      return ask<BeforeCreateAnswer>('beforeCreate', () => beforeCreate(input));
    },

    /** Whether the app has a join policy of its own. */
    hasJoinPolicy: (): boolean => known.joinPolicy !== undefined,

    /**
     * What the app says of somebody who wants in.
     * @throws HookFailedError whose words name nobody.
     */
    async joinPolicy(question: JoinQuestion): Promise<JoinRuling | null> {
      const { joinPolicy } = known;
      return joinPolicy ? ask<JoinRuling>('joinPolicy', () => joinPolicy(question)) : null;
    },
  };
};

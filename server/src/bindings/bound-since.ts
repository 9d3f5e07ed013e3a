import { z } from 'zod';
import type { PluginStore } from '../meetings/installation';
import type { SessionBinding, SessionBindings } from './binding';

const KEY = 'bound-since';
const schema = z.record(z.string(), z.iso.datetime());

export type BoundSince = ReturnType<typeof createBoundSince>;

/**
 * Since when a type of the app is bound. What was out before that moment gets no meeting by itself:
 * binding a type with a thousand events must not make a thousand meetings.
 */
export const createBoundSince = (deps: {
  store: PluginStore;
  bindings: SessionBindings;
  clock: () => Date;
}) => {
  const { store, bindings, clock } = deps;
  const read = async () => schema.safeParse(await store.get({ key: KEY })).data ?? {};

  return {
    /** Notes what is bound now for the first time, and forgets what is bound no more. */
    async remember(): Promise<void> {
      const before = await read();
      const now = clock().toISOString();
      const bound = bindings.all.filter(({ isOwn }) => !isOwn);
      const value = Object.fromEntries(bound.map(({ uid }) => [uid, before[uid] ?? now]));
      if (JSON.stringify(value) !== JSON.stringify(before)) await store.set({ key: KEY, value });
    },

    /** Null for the plugin's own type, which was never anything else. */
    async of({ uid, isOwn }: SessionBinding): Promise<Date | null> {
      if (isOwn) return null;
      const since = (await read())[uid];
      return since === undefined ? clock() : new Date(since);
    },
  };
};

/** Whether an entry was out before its type was bound. */
export const isFromBefore = (outSince: Date | null, boundSince: Date | null): boolean =>
  boundSince !== null && (outSince === null || outSince <= boundSince);

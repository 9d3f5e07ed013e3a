import { z } from 'zod';
import type { HeldChange, ReconcileHold } from '../../../contracts/settings';
import type { SessionKey } from '../domain/session';
import type { PluginStore } from './installation';
import type { Log } from './sync-context';
import { syncJobKey } from './sync-job';

/** A session whose meeting is not as the database says. */
export type Difference = { key: SessionKey; topic: string; startTime: Date | null };

const HOLD = 'reconcile-hold';
const DISMISSED = 'reconcile-dismissed';
/** A person reads this list; what is beyond it is counted. */
const LISTED = 100;

const changeSchema = z.object({
  sessionUid: z.string(),
  sessionDocumentId: z.string(),
  topic: z.string(),
  startTime: z.string().nullable(),
});
const holdSchema = z.object({
  heldAt: z.string(),
  because: z.string(),
  creates: z.array(changeSchema),
  cancels: z.array(changeSchema),
  /** All of them, those beyond the list too. */
  marks: z.array(z.string()),
});

export type Differences = { creates: Difference[]; cancels: Difference[] };
export const NOTHING: Differences = { creates: [], cancels: [] };

const cancelMark = ({ key }: Difference): string => `cancel ${syncJobKey(key)}`;
const createMark = ({ key }: Difference): string => `create ${syncJobKey(key)}`;
const marksOf = ({ creates, cancels }: Differences): string[] => [
  ...creates.map(createMark),
  ...cancels.map(cancelMark),
];

const among = (
  { creates, cancels }: Differences,
  isWanted: (mark: string) => boolean
): Differences => ({
  creates: creates.filter((one) => isWanted(createMark(one))),
  cancels: cancels.filter((one) => isWanted(cancelMark(one))),
});

const held = ({ key, topic, startTime }: Difference): HeldChange => ({
  sessionUid: key.uid,
  sessionDocumentId: key.documentId,
  topic,
  startTime: startTime?.toISOString() ?? null,
});

/** What a reconcile would do and does not without a person; kept in the database. */
export const createReconcileHold = (deps: { store: PluginStore; clock: () => Date; log: Log }) => {
  const { store } = deps;
  const stored = async () => holdSchema.safeParse(await store.get({ key: HOLD })).data ?? null;
  const dismissed = async (): Promise<string[]> =>
    z.array(z.string()).safeParse(await store.get({ key: DISMISSED })).data ?? [];

  return {
    async read(): Promise<ReconcileHold | null> {
      const found = await stored();
      if (!found) return null;
      const { marks: _marks, ...hold } = found;
      return hold;
    },

    /** Without what a person has dismissed; what is no longer so is forgotten, and asked anew. */
    async withoutDismissed(found: Differences): Promise<Differences> {
      const before = await dismissed();
      if (before.length === 0) return found;
      const present = new Set(marksOf(found));
      const still = before.filter((mark) => present.has(mark));
      if (still.length < before.length) await store.set({ key: DISMISSED, value: still });
      const left = new Set(still);
      return among(found, (mark) => !left.has(mark));
    },

    /** Tells what a person has been shown from what came since. */
    async split(found: Differences): Promise<{ shown: Differences; open: Differences }> {
      const marks = new Set((await stored())?.marks);
      return {
        shown: among(found, (mark) => marks.has(mark)),
        open: among(found, (mark) => !marks.has(mark)),
      };
    },

    async put({ because, ...found }: Differences & { because: string }): Promise<void> {
      const hold: z.infer<typeof holdSchema> = {
        heldAt: deps.clock().toISOString(),
        because,
        creates: found.creates.slice(0, LISTED).map(held),
        cancels: found.cancels.slice(0, LISTED).map(held),
        marks: marksOf(found),
      };
      await store.set({ key: HOLD, value: hold });
      deps.log.warn(`zoom: reconcile stopped: ${because} Confirm it under Settings → Zoom.`);
    },

    /** Leaves what is held undone while it is as it is. */
    async dismiss(): Promise<void> {
      const found = await stored();
      if (found) {
        const marks = new Set([...(await dismissed()), ...found.marks]);
        await store.set({ key: DISMISSED, value: [...marks] });
      }
      await store.delete({ key: HOLD });
    },

    clear: () => store.delete({ key: HOLD }),
  };
};

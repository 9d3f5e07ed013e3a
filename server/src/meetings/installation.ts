import { z } from 'zod';
import { say } from '../../../contracts/sentences';
import { attachment, type Attachment, type Installation } from '../domain/installation';

/** What is used of `strapi.store({ type: 'plugin', name: 'zoom' })`. */
export type PluginStore = {
  get(input: { key: string }): Promise<unknown>;
  set(input: { key: string; value: unknown }): Promise<unknown>;
  delete(input: { key: string }): Promise<unknown>;
};

const KEY = 'installation';

const boundSchema = z.object({
  environment: z.string(),
  id: z.string().nullable(),
  urlHash: z.string().nullable(),
  keysHash: z.string(),
});

export type InstallationBond = {
  /** Synchronous, as last read. */
  current(): Attachment;
  /** Reads what the database is bound to; binds it where it is not yet. */
  refresh(): Promise<Attachment>;
  /** Makes this installation the one that manages the meetings. */
  takeOver(): Promise<void>;
};

/** Keeps in the database which installation its meetings belong to. */
export const createInstallationBond = (deps: {
  store: PluginStore;
  present: Installation;
}): InstallationBond => {
  const { store, present } = deps;
  // Until the database has said otherwise nothing may be sent.
  let known: Attachment = {
    kind: 'detached',
    because: say('mode.notStarted'),
    boundTo: '',
  };

  const bind = async (): Promise<Attachment> => {
    await store.set({ key: KEY, value: present });
    known = { kind: 'attached' };
    return known;
  };

  return {
    current: () => known,
    async refresh() {
      const stored = boundSchema.safeParse(await store.get({ key: KEY }));
      if (!stored.success) return bind();
      known = attachment(stored.data, present);
      const isOutdated = JSON.stringify(stored.data) !== JSON.stringify({ ...present });
      // Address or keys may change one at a time: what holds now is what the next boot compares.
      if (known.kind === 'attached' && isOutdated) return bind();
      return known;
    },
    async takeOver() {
      await bind();
    },
  };
};

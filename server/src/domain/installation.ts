import { say } from '../../../contracts/sentences';
/** What tells one installation of an app from a copy of its database. */
export type Installation = {
  /** NODE_ENV. */
  environment: string;
  /** `zoom.config.installation`; null where it is not set. */
  id: string | null;
  /** Hash of `server.url`; null where it is unset (every such app would have the same). */
  urlHash: string | null;
  /** Hash of `app.keys`. */
  keysHash: string;
};

export type Attachment =
  | { kind: 'attached' }
  | { kind: 'detached'; because: string; boundTo: string };

const describe = ({ environment, id }: Installation): string =>
  id ? `${environment} (${id})` : environment;

const detached = (bound: Installation, because: string): Attachment => ({
  kind: 'detached',
  because: say('mode.copy', { because }),
  boundTo: describe(bound),
});

/**
 * Whether this process may manage the meetings of this database. A configured id decides where both
 * have one; else a copy is told by address and keys, of which one alone may change in place.
 */
export const attachment = (bound: Installation, present: Installation): Attachment => {
  if (bound.environment !== present.environment) {
    return detached(
      bound,
      say('mode.otherEnvironment', { bound: bound.environment, present: present.environment })
    );
  }
  if (bound.id && present.id) {
    return bound.id === present.id
      ? { kind: 'attached' }
      : detached(bound, say('mode.otherId', { bound: bound.id, present: present.id }));
  }
  if (bound.keysHash === present.keysHash) return { kind: 'attached' };
  if (bound.urlHash === null || present.urlHash === null) {
    return detached(bound, say('mode.otherKeys'));
  }
  return bound.urlHash === present.urlHash
    ? { kind: 'attached' }
    : detached(bound, say('mode.otherApp'));
};

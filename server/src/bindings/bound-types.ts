import type { BoundType } from '../../../contracts/bindings';
import type { AttributePath, TextSource } from '../domain/session-mapping';
import type { SessionBinding } from './binding';

const plain = (path: AttributePath): string | null =>
  path.length === 1 ? (path[0] ?? null) : null;

const fieldOf = (source: TextSource | null | undefined): string | null =>
  source?.kind === 'attribute' ? plain(source.path) : null;

/** A bound type as the admin panel is told of it. */
export const presentBoundType = (binding: SessionBinding): BoundType => {
  const { uid, displayName, isOwn, hasDraftAndPublish, isLocalized, mapping } = binding;
  const { duration } = mapping;
  return {
    ...{ uid, displayName, isOwn, hasDraftAndPublish, isLocalized },
    fields: {
      topic: fieldOf(mapping.topic[0]),
      startTime: plain(mapping.startTime),
      duration: duration?.kind === 'minutes' ? plain(duration.path) : null,
      endTime: duration?.kind === 'end' ? plain(duration.path) : null,
      timezone: fieldOf(mapping.timezone),
      host: fieldOf(mapping.host),
      agenda: fieldOf(mapping.agenda),
    },
  };
};

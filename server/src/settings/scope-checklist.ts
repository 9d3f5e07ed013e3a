import type { PublicSettings, ScopeEntry } from '../../../contracts';
import { SCOPES } from '../zoom/scopes';

/** Scopes that only a switched-on feature needs; all others are asked for in any case. */
const NEEDED_WHEN: Partial<Record<string, (settings: PublicSettings) => boolean>> = {
  'cloud_recording:delete:recording_file:admin': ({ archive }) =>
    archive.enabled && archive.afterwards === 'trash',
};

/** Every scope the plugin can use, and whether the settings as they are make use of it. */
export const scopeChecklist = (settings: PublicSettings): ScopeEntry[] =>
  SCOPES.map((scope) => ({
    ...scope,
    isUsed: NEEDED_WHEN[scope.granular]?.(settings) ?? true,
  }));

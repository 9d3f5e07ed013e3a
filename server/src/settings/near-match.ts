/** Letters and digits alone, so that `client_id`, `clientID` and `clientId` are one name. */
const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Levenshtein's distance: single-letter insertions, deletions and replacements. */
const distance = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...a].entries()) {
    const next = [row + 1];
    for (const [column, other] of [...b].entries()) {
      next.push(
        Math.min(
          (previous[column + 1] ?? 0) + 1,
          (next[column] ?? 0) + 1,
          (previous[column] ?? 0) + (letter === other ? 0 : 1)
        )
      );
    }
    previous = next;
  }
  return previous[b.length] ?? 0;
};

/** The known name that a mistyped one most likely means; null where none is near. */
export const nearMatch = (name: string, known: readonly string[]): string | null => {
  const asked = bare(name);
  const nearest = known
    .map((candidate) => ({ candidate, edits: distance(asked, bare(candidate)) }))
    .sort((a, b) => a.edits - b.edits)[0];
  // A third of the letters: `plann` → `plan`, `colour` → nothing.
  return nearest && nearest.edits <= Math.floor(asked.length / 3) ? nearest.candidate : null;
};

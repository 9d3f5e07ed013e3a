/** A placeholder of a topic template: `{courseName}`, or a path over relations `{course.title}`. */
const PLACEHOLDER = /\{([A-Za-z_][\w]*(?:\.[A-Za-z_][\w]*)*)\}/g;
/** A colon stands close to the word before it: `{course.title}: {title}`. */
const SEPARATOR = /(\s+[-–—|·]\s+|\s*:\s+)/;

const valueAt = (source: unknown, path: string): string => {
  let value: unknown = source;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return '';
    value = Reflect.get(value, key);
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
};

/** The attribute paths a template reads, each once: `['courseName', 'course.title']`. */
export const templatePaths = (template: string): string[] => [
  ...new Set([...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '')),
];

/**
 * A topic from a template and a session's values. A part between separators (` - `) whose
 * placeholders are all empty is left out: without a number `Algebra - Session {n}` is `Algebra`.
 * Empty where nothing is known.
 */
export const renderTopic = (template: string, values: Record<string, unknown>): string => {
  const pieces = template.split(SEPARATOR);
  let topic = '';
  for (let index = 0; index < pieces.length; index += 2) {
    const piece = pieces[index] ?? '';
    const paths = templatePaths(piece);
    if (paths.length > 0 && paths.every((path) => valueAt(values, path) === '')) continue;
    const text = piece.replace(PLACEHOLDER, (_match, path: string) => valueAt(values, path));
    topic += topic === '' ? text : `${pieces[index - 1] ?? ''}${text}`;
  }
  const isLiteralOnly = templatePaths(template).every((path) => valueAt(values, path) === '');
  return isLiteralOnly && templatePaths(template).length > 0
    ? ''
    : topic.replace(/\s+/g, ' ').trim();
};

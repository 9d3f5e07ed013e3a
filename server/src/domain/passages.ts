import type { TranscriptCue } from './transcript';

export type FoundPassage = {
  /** Seconds from the recording's beginning: where the cue begins in which it is said. */
  start: number;
  speaker: string | null;
  before: string;
  match: string;
  after: string;
};

/** Characters shown on either side of what was found. */
const CONTEXT = 90;

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** By letter, so that places in it are places in the text: `İ` in lower case is two. */
const folded = (text: string): string =>
  [...text]
    .map((letter) => {
      const lower = letter.toLowerCase();
      return lower.length === letter.length ? lower : letter;
    })
    .join('');

/** The words around a place, cut where a word ends. */
const around = (text: string, from: number, to: number): { before: string; after: string } => {
  const begin = Math.max(0, from - CONTEXT);
  const end = Math.min(text.length, to + CONTEXT);
  const before = text.slice(begin, from);
  const after = text.slice(to, end);
  return {
    before: begin === 0 ? before : `…${before.slice(before.indexOf(' ') + 1)}`,
    after: end === text.length ? after : `${after.slice(0, Math.max(0, after.lastIndexOf(' ')))}…`,
  };
};

/**
 * Where a text is said, whatever its case and however it is broken into cues, in order; and where
 * somebody of that name speaks, if it is nobody's words.
 */
export const findPassages = (cues: readonly TranscriptCue[], search: string): FoundPassage[] => {
  const wanted = folded(spaced(search));
  if (wanted === '') return [];
  const starts: number[] = [];
  let whole = '';
  for (const { text } of cues) {
    if (whole !== '') whole += ' ';
    starts.push(whole.length);
    whole += spaced(text);
  }
  const hay = folded(whole);
  const found: FoundPassage[] = [];
  let cue = 0;
  for (let at = hay.indexOf(wanted); at !== -1; at = hay.indexOf(wanted, at + wanted.length)) {
    while (cue + 1 < starts.length && (starts[cue + 1] ?? 0) <= at) cue += 1;
    const { start = 0, speaker = null } = cues[cue] ?? {};
    const end = at + wanted.length;
    found.push({ start, speaker, match: whole.slice(at, end), ...around(whole, at, end) });
  }
  return found.length > 0 ? found : spokenBy(cues, wanted);
};

const spokenBy = (cues: readonly TranscriptCue[], wanted: string): FoundPassage[] =>
  cues
    .filter(({ speaker }) => speaker !== null && folded(spaced(speaker)).includes(wanted))
    .map(({ start, speaker, text }) => ({
      ...{ start, speaker, before: '', match: '' },
      after: spaced(text),
    }));

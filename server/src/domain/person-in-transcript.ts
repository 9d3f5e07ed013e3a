import { literalPattern } from './literal-pattern';
import { ERASED_NAME } from './person-in-payload';
import type { TranscriptCue } from './transcript';

const normal = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

/** A first name alone may be anybody's; two words and more are one person's. */
const isFullName = (name: string): boolean => normal(name).includes(' ');

const mention = (name: string): RegExp => {
  const words = name.trim().split(/\s+/).map(literalPattern);
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join('\\s+')}(?![\\p{L}\\p{N}])`, 'giu');
};

/** Whether a cue is spoken by, or names, one of these people. */
const concerns = (names: readonly string[]) => {
  const speakers = new Set(names.map(normal));
  const mentions = names.filter(isFullName).map(mention);
  return {
    isSpokenBy: ({ speaker }: TranscriptCue): boolean =>
      speaker !== null && speakers.has(normal(speaker)),
    withoutMentions: (text: string): string =>
      mentions.reduce((left, pattern) => left.replace(pattern, ERASED_NAME), text),
  };
};

/** The cues that people of these names speak, or are named in by their full names. */
export const cuesOf = (
  cues: readonly TranscriptCue[],
  names: readonly string[]
): TranscriptCue[] => {
  const { isSpokenBy, withoutMentions } = concerns(names);
  return cues.filter((cue) => isSpokenBy(cue) || withoutMentions(cue.text) !== cue.text);
};

/** The cues without the names; what was said stays, as nobody's. `changed`: in how many of them. */
export const withoutSpeakers = (
  cues: readonly TranscriptCue[],
  names: readonly string[]
): { cues: TranscriptCue[]; changed: number } => {
  const { isSpokenBy, withoutMentions } = concerns(names);
  let changed = 0;
  const cleaned = cues.map((cue) => {
    const speaker = isSpokenBy(cue) ? ERASED_NAME : cue.speaker;
    const text = withoutMentions(cue.text);
    if (speaker === cue.speaker && text === cue.text) return cue;
    changed += 1;
    return { ...cue, speaker, text };
  });
  return { cues: cleaned, changed };
};

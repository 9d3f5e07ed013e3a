/** One line of a transcript. Times are seconds from the recording's beginning. */
export type TranscriptCue = {
  start: number;
  end: number;
  speaker: string | null;
  text: string;
};

/** Of a cue as a parser gives it. */
export type RawCue = { startTime: number; endTime: number; text: string };

/** Longer is no name: the colon stands in the sentence. */
const LONGEST_NAME = 80;
const VOICE = /^<v(?:\.[^\s>]*)?\s+([^>]*)>/;
/** Zoom writes `Speaker Name: text`. */
const SPOKEN = new RegExp(`^([^:\\n]{1,${LONGEST_NAME}}): (?=\\S)`);
const TAG = /<\/?(?:v|b|i|u|c|lang|ruby|rt)(?:[.\s][^>]*)?>|<\d[\d:.]*>/g;
const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': '\u00a0',
  '&lrm;': '\u200e',
  '&rlm;': '\u200f',
};

const plain = (text: string): string =>
  text
    .replace(TAG, '')
    .replace(/&(?:amp|lt|gt|nbsp|lrm|rlm);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();

/** Who says what in one cue: by its voice tag, else by the name before the first colon. */
export const toCue = ({ startTime, endTime, text }: RawCue): TranscriptCue => {
  const times = { start: startTime, end: endTime };
  const tag = VOICE.exec(text);
  if (tag) {
    const speaker = plain(tag[1] ?? '');
    return { ...times, speaker: speaker || null, text: plain(text.slice(tag[0].length)) };
  }
  const said = plain(text);
  const named = SPOKEN.exec(said);
  if (!named) return { ...times, speaker: null, text: said };
  return { ...times, speaker: (named[1] ?? '').trim(), text: said.slice(named[0].length).trim() };
};

/** The whole text, a line for each change of speaker: what is searched. */
export const transcriptText = (cues: readonly TranscriptCue[]): string => {
  const lines: { speaker: string | null; texts: string[] }[] = [];
  for (const { speaker, text } of cues) {
    if (text === '') continue;
    const last = lines.at(-1);
    if (last && last.speaker === speaker) last.texts.push(text);
    else lines.push({ speaker, texts: [text] });
  }
  return lines
    .map(({ speaker, texts }) => `${speaker === null ? '' : `${speaker}: `}${texts.join(' ')}`)
    .join('\n');
};

/**
 * The language that a WebVTT file says of itself, in its header: a file's own word counts more than
 * what the session says. Zoom's files say none (VTT of cloud recordings, 2026).
 */
export const declaredLanguage = (vtt: string): string | null => {
  const header = vtt.replace(/^\ufeff/, '').split(/\r?\n\r?\n/, 1)[0] ?? '';
  return /^Language:[ \t]*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)[ \t]*$/m.exec(header)?.[1] ?? null;
};

const two = (value: number): string => String(value).padStart(2, '0');

/** `01:02:03.456`, as WebVTT writes times. */
export const vttTime = (seconds: number): string => {
  const ms = Math.max(0, Math.round(seconds * 1000));
  const whole = Math.floor(ms / 1000);
  const hours = Math.floor(whole / 3600);
  const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return `${two(hours)}:${rest}.${String(ms % 1000).padStart(3, '0')}`;
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** One line; a name that ends in `--` would make an arrow of its tag's end, and so a cue of its own. */
const voice = (speaker: string): string =>
  `<v ${escaped(speaker).replace(/\s+/g, ' ')}${speaker.endsWith('--') ? ' ' : ''}>`;

/** A cue ends at an empty line. */
const cueText = (text: string): string => escaped(text).replace(/(?:\r\n|\r|\n)+/g, '\n');

/** The cues as a captions track: WebVTT, with speakers as voices. */
export const captionsTrack = (cues: readonly TranscriptCue[]): string => {
  const blocks = cues.map(({ start, end, speaker, text }) => {
    const by = speaker === null ? '' : voice(speaker);
    return `${vttTime(start)} --> ${vttTime(end)}\n${by}${cueText(text)}`;
  });
  return `${['WEBVTT', ...blocks].join('\n\n')}\n`;
};

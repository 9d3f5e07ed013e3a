import { WebVTTParser } from 'webvtt-parser';
import { toCue, type TranscriptCue } from '../domain/transcript';

/** A day of speech is about 1 MB; parsing is synchronous (20,000 cues: 0.7 s). */
export const MOST_VTT_BYTES = 10 * 1024 * 1024;

/** The cues of a WebVTT text, in their order; what the parser cannot read is left out. */
export const readCues = (vtt: string): TranscriptCue[] =>
  new WebVTTParser()
    .parse(vtt, 'captions')
    .cues.map(toCue)
    .filter(({ text }) => text !== '');

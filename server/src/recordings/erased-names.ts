import { readFile, stat } from 'node:fs/promises';
import type { TranscriptCue } from '../domain/transcript';
import type { FileKind } from './download/file-kinds';
import { MOST_VTT_BYTES, readCues } from './read-cues';

/** The cues of a run as they may be kept: erased people stay erased. */
export type WithoutErased = (run: string, cues: TranscriptCue[]) => Promise<TranscriptCue[]>;

/** Tells whether a downloaded file says in writing the name of somebody who was erased. */
export const createErasedNames =
  (withoutErased: WithoutErased) =>
  async (file: string, { run, kind }: { run: string; kind: FileKind }): Promise<boolean> => {
    if (kind.extension !== '.vtt' || (await stat(file)).size > MOST_VTT_BYTES) return false;
    const cues = readCues(await readFile(file, 'utf8'));
    return JSON.stringify(await withoutErased(run, cues)) !== JSON.stringify(cues);
  };

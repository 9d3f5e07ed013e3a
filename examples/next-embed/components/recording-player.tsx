'use client';

import { useRef } from 'react';

import { countdown } from '../lib/gate';
import type { Cue, Recording } from '../lib/recordings';

/** Of a long transcript, or a word that is said all the time. */
const MOST_PASSAGES = 20;

const passagesOf = (cues: Cue[], search: string): Cue[] => {
  const wanted = search.toLocaleLowerCase();
  return cues
    .filter(({ text }) => text.toLocaleLowerCase().includes(wanted))
    .slice(0, MOST_PASSAGES);
};

/** A video with captions; a click on a passage plays from there. */
export const RecordingPlayer = ({
  recording,
  search,
}: {
  recording: Recording;
  search: string;
}) => {
  const video = useRef<HTMLVideoElement>(null);
  const { documentId, topic, file, transcript } = recording;
  const playFrom = (seconds: number): void => {
    if (!video.current) return;
    video.current.currentTime = seconds;
    // Refused where the browser cannot play it: it says so in the player itself.
    video.current.play().catch(() => undefined);
  };
  return (
    <article className="card" aria-label={topic ?? 'Recording'}>
      <h2>{topic}</h2>
      {file ? (
        <video ref={video} controls preload="metadata" src={`/recordings/${documentId}/file`}>
          {transcript && (
            <track
              default
              kind="captions"
              label="Captions"
              srcLang={transcript.language ?? 'en'}
              src={`/captions/${transcript.documentId}`}
            />
          )}
        </video>
      ) : (
        <p>
          <a href={`/recordings/${documentId}/play`}>Watch at Zoom</a>
        </p>
      )}
      {transcript && (
        <ul className="passages" aria-label="Transcript">
          {passagesOf(transcript.cues, search).map(({ start, speaker, text }) => (
            <li key={start}>
              <button className="plain" onClick={() => playFrom(start)}>
                {countdown(start * 1000)} {speaker && <strong>{speaker}: </strong>}
                {text}
              </button>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
};

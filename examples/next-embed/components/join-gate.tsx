'use client';

import { useEffect, useState } from 'react';

import { countdown, gateSchema, type Gate } from '../lib/gate';

/** How long to wait before asking again where the time has come and the gate is not open yet. */
const ASK_AGAIN_MS = 5000;
/** How often a gate that is open is looked after: it goes live, it ends. */
const LOOK_AFTER_MS = 30_000;

const ask = async (meeting: string): Promise<Gate> => {
  const answer = await fetch(`/meetings/${meeting}/gate`, { cache: 'no-store' });
  return gateSchema.parse(await answer.json());
};

type Seen = { gate: Gate; /** By the page's own clock, which nobody sets. */ atMs: number };

const see = (gate: Gate): Seen => ({ gate, atMs: performance.now() });

/** Counts by the server's clock and asks again when the time has come: the server decides. */
const useGate = (meeting: string, first: Gate) => {
  const [{ gate, atMs }, setSeen] = useState(() => see(first));
  const [nowMs, setNowMs] = useState(Date.parse(first.now));
  useEffect(() => {
    const tick = (): void => setNowMs(Date.parse(gate.now) + performance.now() - atMs);
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [gate.now, atMs]);

  const opensInMs = gate.opensAt ? Date.parse(gate.opensAt) - nowMs : 0;
  const isCounting = gate.state === 'too-early' && opensInMs > 0;
  useEffect(() => {
    if (isCounting || gate.state === 'ended' || gate.state === 'cancelled') return undefined;
    const look = (): void => {
      ask(meeting).then(
        (seen) => setSeen(see(seen)),
        // Offline for a moment: the next look comes anyway.
        () => undefined
      );
    };
    const isDue = gate.state === 'too-early';
    if (isDue) look();
    const timer = setInterval(look, isDue ? ASK_AGAIN_MS : LOOK_AFTER_MS);
    return () => clearInterval(timer);
  }, [meeting, isCounting, gate.state]);

  return { gate, opensInMs, isCounting };
};

type Props = { meeting: string; first: Gate; page: string; isLoggedIn: boolean };

/** The way into the meeting: closed with a countdown, open, or over. */
export const JoinGate = ({ meeting, first, page, isLoggedIn }: Props) => {
  const { gate, opensInMs, isCounting } = useGate(meeting, first);
  return (
    <section className="card" aria-label="Join">
      {gate.state === 'too-early' && (
        <>
          <p>The doors open in</p>
          <p className="countdown" role="timer">
            {isCounting ? countdown(opensInMs) : 'a moment'}
          </p>
        </>
      )}
      {gate.state === 'live' && <p className="live">Live now</p>}
      {(gate.state === 'open' || gate.state === 'live') && (
        <p>
          {/* No <Link>: the page has headers of its own, so the browser has to load it anew. */}
          <a className="button" href={`/meet/${meeting}?back=${encodeURIComponent(page)}`}>
            Join here
          </a>{' '}
          <a href={`/meetings/${meeting}/zoom`}>Open in Zoom</a>
        </p>
      )}
      {gate.state === 'ended' && <p>This class is over.</p>}
      {gate.state === 'cancelled' && <p>This class was cancelled.</p>}
      {gate.state === 'not-permitted' && (
        <p>
          {gate.reason}{' '}
          {!isLoggedIn && <a href={`/log-in?next=${encodeURIComponent(page)}`}>Log in</a>}
        </p>
      )}
    </section>
  );
};

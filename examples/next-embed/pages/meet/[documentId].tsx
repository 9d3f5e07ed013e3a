import Head from 'next/head';
import { useRouter } from 'next/router';
import { useRef, useState } from 'react';

import { admissionSchema } from '../../lib/admission';
import { explain, joinMeeting } from '../../lib/zoom-sdk';

type State =
  | { kind: 'outside' }
  | { kind: 'entering' }
  | { kind: 'inside' }
  | { kind: 'failed'; because: string };

const REFUSALS: Record<number, string> = {
  401: 'Your log-in has run out.',
  403: 'You may not join this meeting now.',
  429: 'Too many attempts: wait a minute.',
};

const askForAdmission = async (meeting: string) => {
  const answer = await fetch(`/meetings/${meeting}/signature`, { method: 'POST' });
  return answer.ok
    ? { kind: 'admitted' as const, admission: admissionSchema.parse(await answer.json()) }
    : {
        kind: 'refused' as const,
        because: REFUSALS[answer.status] ?? 'The meeting cannot be joined here.',
      };
};

/** A query's value where there is exactly one. */
const one = (value: string | string[] | undefined): string =>
  typeof value === 'string' ? value : '';

/**
 * The meeting in the page. A page of Next's Pages Router: Zoom's SDK runs on React 18.2, and the App
 * Router brings a React of its own. Headers are in next.config.ts.
 */
const Meet = () => {
  const { query } = useRouter();
  const stage = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<State>({ kind: 'outside' });
  const meeting = one(query.documentId);
  const back = /^\/classes\/[a-z0-9]+$/.test(one(query.back)) ? one(query.back) : '/';

  const enter = async (): Promise<void> => {
    setState({ kind: 'entering' });
    try {
      const asked = await askForAdmission(meeting);
      if (asked.kind === 'refused') {
        setState({ kind: 'failed', because: asked.because });
        return;
      }
      if (!stage.current) return;
      await joinMeeting(asked.admission, { root: stage.current, leaveUrl: back });
      setState({ kind: 'inside' });
    } catch (error) {
      setState({ kind: 'failed', because: explain(error) });
    }
  };

  return (
    <>
      <Head>
        <title>Meeting</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
      </Head>
      <main>
        <p>
          <a href={back}>Back to the class</a>
        </p>
        {state.kind !== 'inside' && (
          <section className="card" aria-label="Meeting">
            {state.kind === 'failed' && <p role="alert">{state.because}</p>}
            {state.kind === 'entering' ? (
              <p role="status">Joining …</p>
            ) : (
              <p>
                <button onClick={() => void enter()} disabled={meeting === ''}>
                  {state.kind === 'failed' ? 'Try again' : 'Join the meeting'}
                </button>{' '}
                <a href={`/meetings/${meeting}/zoom`}>Open in Zoom</a>
              </p>
            )}
          </section>
        )}
        <div ref={stage} className="stage" />
      </main>
    </>
  );
};

export default Meet;

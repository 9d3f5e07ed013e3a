import { done, skipped, type StepResult } from './steps';
import type { StoryContext } from './story-context';

const PATIENCE_MS = 30_000;

const text = (entry: Record<string, unknown> | undefined, name: string): string =>
  String(entry?.[name] ?? '');

/** Asks as a site does until there is an answer worth printing. */
const awaitEntries = async (
  { api, crashed }: StoryContext,
  { path, what, atLeast }: { path: string; what: string; atLeast: number }
): Promise<Record<string, unknown>[]> => {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const entries = await Promise.race([api.readAsSite(path), crashed]);
    if (entries.length >= atLeast) return entries;
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

/** What the CMS knows after the class: people, recordings, the transcript. */
export const readRecords = async (context: StoryContext): Promise<StepResult> => {
  if (context.zoom.kind === 'real') return skipped('no class was held on a real account');
  const [run] = await awaitEntries(context, {
    path: '/api/zoom/meeting-instances?sort=startedAt:desc',
    what: 'the run of the class',
    atLeast: 1,
  });
  const uuid = encodeURIComponent(text(run, 'uuid'));
  const people = await awaitEntries(context, {
    path: `/api/zoom/attendances?filters[instanceUuid][$eq]=${uuid}&sort=name`,
    what: 'attendance',
    atLeast: 2,
  });
  const recordings = await awaitEntries(context, {
    path: '/api/zoom/recordings?sort=fileType',
    what: 'the recording',
    atLeast: 3,
  });
  const [transcript] = await awaitEntries(context, {
    path: '/api/zoom/transcripts?filters[text][$containsi]=welcome',
    what: 'the transcript',
    atLeast: 1,
  });
  return done(
    ...people.map((person) => `${text(person, 'name')} was there for ${text(person, 'seconds')} s`),
    `recorded: ${recordings.map((file) => text(file, 'fileType')).join(', ')}`,
    `transcript, found by the word "welcome": ${text(transcript, 'text').split('\n')[0]}`
  );
};

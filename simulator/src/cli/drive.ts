import { z } from 'zod';
import type { Command } from './command';

const stateSchema = z.looseObject({
  meetings: z.array(
    z.looseObject({
      id: z.number(),
      topic: z.string(),
      status: z.string(),
      host_email: z.string(),
      start_time: z.string().optional(),
      deleted_at: z.string().nullable(),
      instances: z.array(
        z.looseObject({
          endedAt: z.number().nullable(),
          stays: z.array(z.looseObject({ name: z.string(), leftAt: z.number().nullable() })),
        })
      ),
    })
  ),
});

type MeetingRow = z.infer<typeof stateSchema>['meetings'][number];

/** Sends one control to a running simulator and prints what came of it. */
export async function driveSimulator({
  name,
  baseUrl,
  request,
}: Extract<Command, { kind: 'drive' }>): Promise<void> {
  const response = await fetch(`${baseUrl}/_simulator${request.path}`, {
    method: request.method,
    ...(request.body
      ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(request.body) }
      : {}),
  }).catch((cause: unknown) => {
    throw new Error(`No simulator answers at ${baseUrl}. Start one first.`, { cause });
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${name}: ${problemIn(text)}`);
  if (name === 'list') console.log(toTable(stateSchema.parse(JSON.parse(text)).meetings));
  else console.log(text === '' ? `${name}: done` : JSON.stringify(JSON.parse(text), null, 2));
}

function problemIn(text: string): string {
  const parsed = z.looseObject({ error: z.string() }).safeParse(JSON.parse(text || '{}'));
  return parsed.success ? parsed.data.error : text;
}

function toTable(meetings: MeetingRow[]): string {
  if (meetings.length === 0) return 'No meetings yet.';
  return meetings
    .map((meeting) =>
      [
        meeting.id,
        meeting.deleted_at ? 'deleted' : meeting.status,
        meeting.start_time ?? 'no fixed time',
        meeting.host_email,
        meeting.topic,
        present(meeting),
      ].join('  ')
    )
    .join('\n');
}

function present({ instances }: MeetingRow): string {
  const running = instances.find(({ endedAt }) => endedAt === null);
  const names = running?.stays.filter(({ leftAt }) => leftAt === null).map(({ name }) => name);
  return names && names.length > 0 ? `[${names.join(', ')}]` : '';
}

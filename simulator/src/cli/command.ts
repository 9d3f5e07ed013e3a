import { parseArgs } from 'node:util';

export const DEFAULT_PORT = 4010;

export const USAGE = `Usage:
  zoom-simulator                                start a simulator (PORT, default ${DEFAULT_PORT})
  zoom-simulator list                           meetings of the running simulator
  zoom-simulator start <meetingId>              the host starts it
  zoom-simulator join <meetingId> --name Ada    somebody joins (--email, --customer-key)
  zoom-simulator leave <meetingId> --name Ada   and leaves
  zoom-simulator end <meetingId>                the host ends it for all
  zoom-simulator delete <meetingId>             deleted by its host in Zoom's portal
  zoom-simulator rename <meetingId> --topic T   changed by its host in Zoom's portal
  zoom-simulator webhook <url> [--secret S]     connect and validate a webhook endpoint
  zoom-simulator unexpected                     calls a well-made client does not send
SIMULATOR_URL names a simulator elsewhere than http://127.0.0.1:${DEFAULT_PORT}.`;

/** One request to the control API. */
export interface ControlRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: Record<string, unknown>;
}

export type Command =
  | { kind: 'serve'; port: number }
  | { kind: 'drive'; name: string; baseUrl: string; request: ControlRequest }
  | { kind: 'help' }
  | { kind: 'mistake'; problem: string };

interface Flags {
  name?: string | undefined;
  email?: string | undefined;
  'customer-key'?: string | undefined;
  topic?: string | undefined;
  secret?: string | undefined;
}

export function parseCommand(words: string[], environment: NodeJS.ProcessEnv): Command {
  const { positionals, values } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      email: { type: 'string' },
      'customer-key': { type: 'string' },
      topic: { type: 'string' },
      secret: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const port = Number(environment.PORT ?? DEFAULT_PORT);
  const [name, target] = positionals;
  if (values.help || name === 'help') return { kind: 'help' };
  if (name === undefined || name === 'serve') return { kind: 'serve', port };
  const request = toRequest(name, target, values);
  if (typeof request === 'string') return { kind: 'mistake', problem: request };
  const baseUrl = environment.SIMULATOR_URL ?? `http://127.0.0.1:${port}`;
  return { kind: 'drive', name, baseUrl, request };
}

/** The request, or what is missing for it. */
function toRequest(
  name: string,
  target: string | undefined,
  flags: Flags
): ControlRequest | string {
  if (name === 'list') return { method: 'GET', path: '/state' };
  if (name === 'unexpected') return { method: 'GET', path: '/unexpected' };
  if (name === 'webhook') {
    if (!target) return 'webhook needs a URL.';
    return { method: 'POST', path: '/webhook', body: { url: target, secret: flags.secret } };
  }
  if (!['start', 'join', 'leave', 'end', 'delete', 'rename'].includes(name)) {
    return `Unknown command: ${name}.`;
  }
  if (!target) return `${name} needs a meeting number.`;
  const path = `/meetings/${encodeURIComponent(target.replaceAll(' ', ''))}`;
  switch (name) {
    case 'delete':
      return { method: 'DELETE', path };
    case 'rename':
      return { method: 'PATCH', path, body: { topic: flags.topic } };
    case 'join': {
      if (!flags.name) return 'join needs --name.';
      const { email, 'customer-key': customerKey } = flags;
      return {
        method: 'POST',
        path: `${path}/join`,
        body: { name: flags.name, email, customerKey },
      };
    }
    case 'leave':
      return { method: 'POST', path: `${path}/leave`, body: { name: flags.name } };
    default:
      return { method: 'POST', path: `${path}/${name}` };
  }
}

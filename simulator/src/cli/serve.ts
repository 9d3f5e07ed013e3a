import { createSimulator } from '../simulator';

/** Runs a simulator until interrupted and says how to reach and drive it. */
export async function serve({ port }: { port: number }): Promise<void> {
  const simulator = createSimulator({ port, webUrl: 'self' });
  const { url } = await simulator.listen();
  const { accountId, clientId, clientSecret, webhookSecret } = simulator.credentials;
  const users = simulator.controls
    .state()
    .users.map(
      ({ email, id, type, role_id }) => `  ${email.padEnd(30)} ${id}  ${label(type, role_id)}`
    );

  console.log(
    [
      `Zoom simulator at ${url}`,
      '',
      `  REST API        ${url}/v2`,
      `  OAuth token     ${url}/oauth/token`,
      `  Control API     ${url}/_simulator/state`,
      '',
      'Credentials (simulated, safe to print)',
      `  account id      ${accountId}`,
      `  client id       ${clientId}`,
      `  client secret   ${clientSecret}`,
      `  webhook secret  ${webhookSecret}`,
      '',
      'Users',
      ...users,
      '',
      'In another terminal',
      '  npm run simulator -- webhook http://localhost:1337/your/webhook/path',
      '  npm run simulator -- list',
      '  npm run simulator -- start <meetingId>',
      '  npm run simulator -- join <meetingId> --name Ada',
      '  npm run simulator -- end <meetingId>',
    ].join('\n')
  );

  const stop = () => void simulator.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function label(type: number, roleId: string | undefined): string {
  const licence = { 1: 'basic', 2: 'licensed', 4: 'unassigned' }[type] ?? '';
  return roleId === '0' ? `${licence}, owner` : licence;
}

import { parseCommand, USAGE } from './command';
import { driveSimulator } from './drive';
import { serve } from './serve';

/** `zoom-simulator` starts one; with a command it drives the one that is running. */
async function main(): Promise<void> {
  const command = parseCommand(process.argv.slice(2), process.env);
  switch (command.kind) {
    case 'serve':
      return serve(command);
    case 'drive':
      return driveSimulator(command);
    case 'help':
      console.log(USAGE);
      return;
    case 'mistake':
      console.error(`${command.problem}\n\n${USAGE}`);
      process.exitCode = 1;
      return;
    default:
      command satisfies never;
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

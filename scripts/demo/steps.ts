import { bold, dim, duration, green, print, red, withHeartbeat, yellow } from '../terminal';

export type StepResult =
  | { kind: 'done'; details: string[] }
  /** Something the demo cannot do on a real Zoom account. */
  | { kind: 'skipped'; because: string };

export type Step<Context> = {
  title: string;
  /** What goes on while one waits. */
  meanwhile?: string;
  run(context: Context): Promise<StepResult>;
};

export const done = (...details: string[]): StepResult => ({ kind: 'done', details });
export const skipped = (because: string): StepResult => ({ kind: 'skipped', because });

/** Runs the steps in their order and prints each with its result and time; throws at a failure. */
export const runSteps = async <Context>(
  steps: Step<Context>[],
  options: { context: Context; firstNumber: number }
): Promise<void> => {
  for (const [index, step] of steps.entries()) {
    const number = String(options.firstNumber + index).padStart(2);
    print(`\n${bold(`${number}. ${step.title}`)}`);
    const startedAt = performance.now();
    const took = (): string => dim(duration(performance.now() - startedAt));
    try {
      const result = await withHeartbeat(step.meanwhile ?? 'at it', () =>
        step.run(options.context)
      );
      if (result.kind === 'skipped') {
        print(`    ${yellow('– skipped')} ${result.because}`);
        continue;
      }
      for (const line of result.details) print(`    ${line}`);
      print(`    ${green('✓')} ${took()}`);
    } catch (error) {
      print(`    ${red('✗ failed')} ${took()}`);
      throw error;
    }
  }
};

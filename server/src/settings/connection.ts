import { say } from '../../../contracts/sentences';
import { CONNECTION_STEPS } from '../../../contracts';
import type {
  ConnectionAnswer,
  ConnectionStep,
  ConnectionStepAnswer,
  ConnectionStepName as StepName,
  MissingScope,
} from '../../../contracts';
import { ZoomError } from '../zoom/errors';
import type { ZoomClient, ZoomUser } from '../zoom/types';
import type { Settings } from './types';

/** A step that failed, with what was learnt before; thrown inside this file only. */
class StepFailed extends Error {
  constructor(
    readonly step: StepName,
    message: string,
    readonly missingScopes: MissingScope[] = []
  ) {
    super(message);
  }
}

const scopeInWords = ({ classic, granular, feature }: MissingScope): string =>
  say('scope.inWords', { granular, classic, feature });

const scopesInWords = (scopes: readonly MissingScope[]): string =>
  scopes.map(scopeInWords).join('; ');

/** Zoom's user types: 1 basic, 2 licensed, 4 unassigned, 99 none. */
const hostInWords = (host: ZoomUser): { mayHost: boolean; message: string } => {
  switch (host.type) {
    case 1:
      return {
        mayHost: true,
        message: say('connection.hostBasic', { host: host.email }),
      };
    case 4:
    case 99:
      return {
        mayHost: false,
        message: say('connection.hostUnlicensed', { host: host.email }),
      };
    default:
      return { mayHost: true, message: say('connection.host', { host: host.email }) };
  }
};

export type ConnectionTestDeps = {
  /** Works with the settings in force. */
  zoom: Pick<ZoomClient, 'grantedScopes' | 'findOwner' | 'getUser'>;
  settings: { refresh(): Promise<Settings> };
  missingScopes(granted: string[]): MissingScope[];
  /** `zoom.config.active`: false sends nothing to Zoom. */
  isActive: boolean;
  /** A queue that was paused for the account's sake goes on. */
  onConnected(): void | Promise<void>;
};

/** Runs a call to Zoom; its errors become the step's failure, all others stay what they are. */
const inStep = async <T>(step: StepName, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ZoomError) throw new StepFailed(step, error.message);
    throw error;
  }
};

type Found = Omit<ConnectionStepAnswer, 'step'> & { step: Omit<ConnectionStep, 'name'> };

/** The steps of a test, each of which can be taken by itself. */
const createSteps = ({ zoom, ...deps }: ConnectionTestDeps) => {
  const testToken = async (): Promise<Found> => {
    const settings = await deps.settings.refresh();
    if (!deps.isActive) {
      throw new StepFailed('token', say('connection.notActive'));
    }
    if (settings.unreadableBecause !== null) {
      const because = say('mode.secretUnreadable', { because: settings.unreadableBecause });
      throw new StepFailed('token', because);
    }
    if (settings.credentials === null) {
      throw new StepFailed('token', say('connection.noCredentials'));
    }
    // Scopes that were added are only in a new token.
    await inStep('token', () => zoom.grantedScopes({ fresh: true }));
    return found({ state: 'ok', message: say('connection.accepted') });
  };

  const testScopes = async (): Promise<Found> => {
    const missing = deps.missingScopes(await inStep('scopes', () => zoom.grantedScopes()));
    const required = missing.filter((scope) => scope.required);
    if (required.length > 0) {
      const because = say('connection.scopesMissing', { scopes: scopesInWords(required) });
      throw new StepFailed('scopes', because, missing);
    }
    const message =
      missing.length === 0
        ? say('connection.scopesAll')
        : say('connection.scopesEnough', { scopes: scopesInWords(missing) });
    return { ...found({ state: 'ok', message }), missingScopes: missing };
  };

  const testHost = async (): Promise<Found> => {
    const { defaultHost } = await deps.settings.refresh();
    const owner = await inStep('host', () => zoom.findOwner());
    const account = `${owner.displayName} (${owner.email})`;
    if (defaultHost === null) {
      const message = say('connection.noHost');
      await deps.onConnected();
      return { ...found({ state: 'skipped', message }), account };
    }
    const host = await inStep('host', () => zoom.getUser({ idOrEmail: defaultHost }));
    const { mayHost, message } = hostInWords(host);
    if (!mayHost) throw new StepFailed('host', message);
    await deps.onConnected();
    return { ...found({ state: 'ok', message }), account };
  };

  return { token: testToken, scopes: testScopes, host: testHost };
};

const found = (step: Omit<ConnectionStep, 'name'>): Found => ({
  step,
  missingScopes: [],
  account: null,
});

/** Tests one step by itself; those before it must have passed. */
export const createConnectionStep = (deps: ConnectionTestDeps) => {
  const steps = createSteps(deps);
  return async (name: StepName): Promise<ConnectionStepAnswer> => {
    try {
      const { step, ...facts } = await steps[name]();
      return { step: { name, ...step }, ...facts };
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      const { message, missingScopes } = error;
      return { step: { name, state: 'failed', message }, missingScopes, account: null };
    }
  };
};

/**
 * Tests what is saved against Zoom, one step after the other: a fresh token, its scopes, the
 * account's owner and the default host.
 */
export const createConnectionTest = (deps: ConnectionTestDeps) => {
  const test = createConnectionStep(deps);
  return async (): Promise<ConnectionAnswer> => {
    const steps: ConnectionStep[] = [];
    let missingScopes: MissingScope[] = [];
    let account = '';
    for (const name of CONNECTION_STEPS) {
      const answer = await test(name);
      steps.push(answer.step);
      missingScopes = [...missingScopes, ...answer.missingScopes];
      account = answer.account ?? account;
      if (answer.step.state !== 'failed') continue;
      for (const later of CONNECTION_STEPS.slice(steps.length)) {
        const message = say('connection.skipped', { step: name });
        steps.push({ name: later, state: 'skipped', message });
      }
      return { success: false, message: answer.step.message, steps, missingScopes };
    }
    return {
      success: true,
      message: 'Connected to Zoom successfully!',
      account,
      steps,
      missingScopes,
    };
  };
};

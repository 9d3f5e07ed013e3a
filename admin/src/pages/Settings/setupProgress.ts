import type { ConnectionStepAnswer, ConnectionStepName } from '../../../../contracts/connection';
import type { EventHealth } from '../../../../contracts/event-log';
import type { SettingsView } from '../../../../contracts/settings';

/** The way through Zoom's Marketplace, in its order. */
export const SETUP_STEPS = [
  'app',
  'credentials',
  'scopes',
  'activate',
  'host',
  'secret',
  'subscription',
  'validated',
  'event',
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** What our own self-test is called in the event log. */
const SELF_TEST = 'zoom.self_test';

/**
 * Which steps are done, by what the server knows: the settings, a test of the connection, the events
 * that came. Nothing is kept in the browser, so whoever comes back finds the next step open.
 */
export const setupProgress = (known: {
  view: SettingsView;
  answers: readonly ConnectionStepAnswer[];
  health: EventHealth | null;
}): Record<SetupStep, boolean> => {
  const { view, answers, health } = known;
  const passed = (name: ConnectionStepName) =>
    answers.some(({ step }) => step.name === name && step.state === 'ok');
  const hasCredentials =
    view.accountId !== null && view.clientId !== null && view.clientSecret.isSet;
  const events = health?.byType.map(({ event }) => event) ?? [];
  const fromZoom = events.some((event) => event !== SELF_TEST);
  const isValidated = fromZoom || (health?.validatedAt ?? null) !== null;
  return {
    app: view.accountId !== null || view.clientId !== null,
    credentials: hasCredentials && view.clientSecret.readable,
    scopes: passed('scopes'),
    // Zoom gives an app that is not activated no token.
    activate: passed('token'),
    host: passed('host'),
    secret: view.webhookSecretToken.isSet && view.webhookSecretToken.readable,
    // An address is validated when the subscription is saved.
    subscription: isValidated,
    validated: isValidated,
    event: events.length > 0,
  };
};

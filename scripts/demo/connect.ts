import { done, skipped, type Step } from './steps';
import type { StoryContext } from './story-context';

/** What an admin does once. */
export const CONNECT: Step<StoryContext>[] = [
  {
    title: 'Save the Zoom settings (PUT /zoom/settings)',
    async run({ api, zoom }) {
      const { warnings } = await api.saveSettings(zoom.settings);
      return done('saved; secrets are stored encrypted and never shown again', ...warnings);
    },
  },
  {
    title: 'Test the connection',
    async run({ api }) {
      const answer = await api.testConnection();
      const steps = answer.steps.map(({ name, state, message }) => `${name}: ${state}, ${message}`);
      if (!answer.success) throw new Error([answer.message, ...steps].join('\n'));
      return done(answer.message, ...steps);
    },
  },
  {
    title: 'Let Zoom validate the webhook address',
    async run({ zoom, strapiUrl }) {
      if (zoom.kind === 'real') return skipped('validate it in the Zoom Marketplace');
      const url = `${strapiUrl}/api/webhooks/zoom`;
      const outcome = await zoom.controls.connectWebhook({ url });
      if (outcome.kind === 'invalid') throw new Error(`${url} ${outcome.reason}`);
      return done(`${url} signed Zoom's challenge with the secret token`);
    },
  },
];

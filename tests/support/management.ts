import type { Simulator } from '../../simulator/src';
import type { BootedStrapi } from './strapi';

/** Where meetings are managed over REST. */
export const PATH = '/api/admin/integrations/zoom/meetings';
export const JOHN = 'john.doe@company.com';

export const DAY_MS = 24 * 60 * 60_000;
/** UTC with whole seconds, that many days from now. */
export const inDays = (days: number): string =>
  `${new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 14)}00:00Z`;

/** A body that makes a meeting in a week. */
export const meetingBody = (changes: Record<string, unknown> = {}) => ({
  topic: 'Product Demo',
  type: 2 as const,
  start_time: inDays(7),
  duration: 45,
  timezone: 'America/New_York',
  ...changes,
});

/** The jobs that settle creates become due now. */
export const makeDue = ({ strapi }: BootedStrapi) =>
  strapi.db.connection('zm_jobs').where('task', 'settle-create').update({ run_at: 0 });

/** The time that Zoom has for a lost create is over, and with it the jobs' waiting. */
export const endOfWait = async (booted: BootedStrapi) => {
  const meetings = booted.strapi.db.query('plugin::zoom.meeting');
  for (const { id, intent } of await meetings.findMany({ where: { intent: { $notNull: true } } })) {
    await meetings.update({
      where: { id },
      data: { intent: { ...intent, lookUpAt: new Date(0) } },
    });
  }
  await makeDue(booted);
};

/** The plugin's configuration for this Zoom. */
export const zoomConfigOf = (simulator: Simulator) => ({
  apiBaseUrl: `${simulator.url}/v2`,
  oauthBaseUrl: simulator.url,
  accountId: simulator.credentials.accountId,
  clientId: simulator.credentials.clientId,
  clientSecret: simulator.credentials.clientSecret,
});

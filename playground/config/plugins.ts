import type { Core } from '@strapi/strapi';

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  zoom: {
    enabled: true,
    config: {
      // Events are sessions too: their schema in src/api/event knows nothing of Zoom's meetings.
      sessions: {
        'api::event.event': {
          topic: '{course.title}: {title}',
          startTime: 'startsAt',
          duration: { endTime: 'endsAt' },
          timezone: 'zone',
          host: 'host',
          agenda: 'about',
          watch: ['api::course.course'],
        },
      },
      // Only for the local Zoom of `npm run demo`, whose recordings lie on this machine.
      recordings: { hosts: env.array('DEMO_RECORDING_HOSTS', []) },
    },
  },
});

export default config;

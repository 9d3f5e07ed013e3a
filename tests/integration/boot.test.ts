import { bootStrapi, createTestApp, describeOn } from '../support/strapi';
import { spawnStrapi } from '../support/spawn-strapi';

describe.each(['sqlite', 'postgres', 'mysql'] as const)('the plugin on %s', (database) => {
  describeOn(database)('with no more than `enabled: true`', () => {
    it('boots', async () => {
      const booted = await bootStrapi({ database });
      try {
        await booted.request.get('/_health').expect(204);
        const admin = await booted.adminRequest();
        const { body } = await admin.get('/admin/users/me').expect(200);
        expect(body.data.email).toBe(booted.admin.email);
      } finally {
        await booted.stop();
      }
    });
  });
});

describe('a Strapi app with the plugin enabled', () => {
  it('boots again on the same database', async () => {
    const app = await createTestApp();
    try {
      const first = await bootStrapi({ app });
      await first.admin.token();
      const editor = await first.createAdminUser({ role: 'strapi-editor' });
      await editor.request.get('/admin/users/me').expect(200);
      await first.stop();
      const second = await bootStrapi({ app });
      const token = await second.createApiToken({ type: 'full-access' });
      await second.requestAs(token).get('/api/users').expect(200);
      await second.stop();
    } finally {
      await app.remove();
    }
  });

  it('boots without a config/middlewares, and still takes webhooks by their bytes', async () => {
    const booted = await bootStrapi({ middlewares: null });
    try {
      await booted.request.get('/api/webhooks/zoom').expect(200, { status: 'ok' });
      await booted.request.post('/api/webhooks/zoom').send({}).expect(503);
    } finally {
      await booted.stop();
    }
  });

  it('boots in a process of its own, and survives being killed', async () => {
    const app = await createTestApp();
    try {
      const first = await spawnStrapi(app);
      await first.request.get('/_health').expect(204);
      await first.kill();
      const second = await spawnStrapi(app);
      await second.request.get('/_health').expect(204);
      await second.stop();
      await expect(second.exited).resolves.toEqual({ code: 0, signal: null });
    } finally {
      await app.remove();
    }
  });
});

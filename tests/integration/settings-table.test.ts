import { createSettingsTable } from '../../server/src/settings';
import { bootStrapi, describeOn, type BootedStrapi } from '../support/strapi';

const CONFIG = 'plugin::zoom.zoom-config';

describe.each(['sqlite', 'postgres', 'mysql'] as const)('the settings’ row on %s', (database) => {
  describeOn(database)('saved by several processes at once', () => {
    let booted: BootedStrapi;
    beforeAll(async () => {
      booted = await bootStrapi({ database });
    });
    afterAll(() => booted.stop());

    it('is one row that keeps every change', async () => {
      const { db } = booted.strapi;
      await db.query(CONFIG).deleteMany({});
      const changes = [
        { waitingRoom: false },
        { joinBeforeHost: true },
        { defaultDuration: 45 },
        { autoRecording: 'cloud' as const },
        { defaultHost: 'maria@school.example' },
        { hosts: ['maria@school.example'] },
      ];
      await Promise.all(
        changes.map((change) =>
          createSettingsTable(db).change(({ values, secrets }) => ({
            values: { ...values, ...change },
            secrets,
          }))
        )
      );
      expect(await db.query(CONFIG).count()).toBe(1);
      expect((await createSettingsTable(db).read()).values).toEqual(Object.assign({}, ...changes));
    });
  });
});

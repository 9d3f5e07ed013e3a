import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { TABLE, UID } from '../../contracts/identifiers';
import { bootStrapi, type BootedStrapi } from '../support/strapi';
import { waitUntil } from '../support/wait';
import { SECRET, signed } from '../support/webhooks';

/** Zoom's own document is reference data beside the repository, never part of it. */
const DOCUMENT = path.resolve(__dirname, '../../../shared/zoom-openapi/zoom-meeting-events.json');

/** Rows and documents as they come. */
type Row = ReturnType<typeof JSON.parse>;
type Example = { name: string; body: string };

const readExamples = (): Example[] => {
  const document = JSON.parse(readFileSync(DOCUMENT, 'utf8'));
  return Object.entries<Row>(document.webhooks).flatMap(([name, { post }]) => {
    const examples = post.requestBody?.content?.['application/json']?.examples ?? {};
    return Object.values<{ value: unknown }>(examples).map(({ value }) => ({
      name,
      body: typeof value === 'string' ? value : JSON.stringify(value),
    }));
  });
};

const isAtHand = existsSync(DOCUMENT);
if (!isAtHand) {
  console.warn(`SKIPPED: every event of Zoom: its document is not in ../shared/zoom-openapi.`);
}

(isAtHand ? describe : describe.skip)('every example event that Zoom publishes', () => {
  const examples = isAtHand ? readExamples() : [];
  let booted: BootedStrapi;

  beforeAll(async () => {
    // No account is set, so that none of the examples' accounts is a stranger.
    booted = await bootStrapi({ zoom: { webhookSecretToken: SECRET } });
  });
  afterAll(() => booted.stop());

  const rows = (): Promise<Row[]> => booted.strapi.db.connection(TABLE.webhookEvent).orderBy('id');

  const deliver = async ({ body }: Example, more = ''): Promise<number> => {
    const bytes = `${body}${more}`;
    const answer = await booted.request
      .post('/api/webhooks/zoom')
      .set({ 'content-type': 'application/json', ...signed(bytes, new Date()) })
      .send(bytes);
    return answer.status;
  };

  const allDone = async () =>
    waitUntil(
      async () => {
        const found = await rows();
        return found.every(({ state }) => state !== 'received') ? found : null;
      },
      { what: 'no open events', timeoutMs: 60_000 }
    );

  const expectNoneFailed = (found: Row[]): void => {
    const failed = found.filter(({ state }) => state === 'failed');
    expect(failed.map(({ event, error }) => `${event}: ${error}`)).toEqual([]);
    for (const { event, state } of found) {
      expect(`${event}: ${state}`).toMatch(/: (processed|stored|ignored)$/);
    }
  };

  test('is answered 200, stored and worked off while none of the meetings is ours', async () => {
    expect(examples.length).toBeGreaterThan(100);
    for (const example of examples) {
      expect(`${example.name} ${await deliver(example)}`).toBe(`${example.name} 200`);
    }
    const found = await allDone();
    const names = new Set(found.map(({ event }) => event));
    expect(examples.filter(({ body }) => !names.has(JSON.parse(body).event))).toEqual([]);
    expectNoneFailed(found);
  });

  test('and once more when every one is about a meeting of ours', async () => {
    const { db } = booted.strapi;
    const known = new Set<string>();
    for (const { account_id, meeting_id } of await rows()) {
      if (!account_id || !meeting_id || known.has(`${account_id}:${meeting_id}`)) continue;
      known.add(`${account_id}:${meeting_id}`);
      const row = await db.query(UID.meeting).create({
        data: {
          zoomId: meeting_id,
          accountId: account_id,
          state: 'scheduled',
          syncState: 'synced',
          topic: 'My Meeting',
          startTime: new Date(Date.now() - 7200_000),
          duration: 60,
          endTime: new Date(Date.now() - 3600_000),
        },
      });
      await db.connection(TABLE.zoomId).insert({
        account_id,
        zoom_id: meeting_id,
        meeting_row_id: row.id,
      });
    }
    const before = (await rows()).length;
    // White space makes another body of it, and so another event.
    for (const example of examples) {
      expect(`${example.name} ${await deliver(example, '\n')}`).toBe(`${example.name} 200`);
    }
    const found = (await allDone()).slice(before);
    expect(found.length).toBe(examples.length);
    expectNoneFailed(found);
    const strangers = found.filter(({ error }) => error === 'not a meeting of this site');
    expect(strangers.map(({ event }) => event)).toEqual([]);
    const failures = booted.logs.filter((line) => /zoom: (webhook event|job) .* failed/.test(line));
    expect(failures).toEqual([]);
  });
});

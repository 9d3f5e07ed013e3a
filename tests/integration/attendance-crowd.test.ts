import { Agent, request } from 'node:http';

import { TABLE, UID } from '../../contracts/identifiers';
import { openAttendanceRoom, type AttendanceRoom } from '../support/class-room';
import { waitUntil } from '../support/wait';
import { signed } from '../support/webhooks';

/** Joins of one class; every tenth person has a second device, every twentieth is gone again. */
const JOINS = 10_000;
const AT_ONCE = 100;
const UUID = 'crowd/of//ten+thousand==';

type Post = { event: 'joined' | 'left'; person: number; device: number };

const postsOf = (): { posts: Post[]; people: number; gone: number } => {
  const posts: Post[] = [];
  let people = 0;
  let gone = 0;
  for (let joins = 0; joins < JOINS; people += 1) {
    posts.push({ event: 'joined', person: people, device: 0 });
    joins += 1;
    if (people % 10 === 0 && joins < JOINS) {
      posts.push({ event: 'joined', person: people, device: 1 });
      joins += 1;
    } else if (people % 20 === 7) {
      posts.push({ event: 'left', person: people, device: 0 });
      gone += 1;
    }
  }
  return { posts, people, gone };
};

/** The same disorder in every run: a step that has no divisor in common with the length. */
const disordered = <Item>(items: Item[]): Item[] => {
  const step = 7919;
  return items.map((_, index) => items[(index * step) % items.length]!);
};

describe('ten thousand joins', () => {
  let room: AttendanceRoom;
  beforeAll(async () => {
    room = await openAttendanceRoom();
  });
  afterAll(() => room.close());

  test('within seconds are all stored, and the live count and attendance are right', async () => {
    const one = await room.newClass(5);
    const { posts, people, gone } = postsOf();
    const iso = (minute: number) => new Date(one.at(minute)).toISOString().replace('.000Z', 'Z');
    const bodyOf = ({ event, person, device }: Post): string =>
      JSON.stringify({
        event: `meeting.participant_${event}`,
        event_ts: one.at(1) + person,
        payload: {
          account_id: room.zoom.credentials.accountId,
          object: {
            id: one.zoomId,
            uuid: UUID,
            host_id: 'HOST',
            topic: 'Yoga',
            type: 2,
            start_time: iso(0),
            duration: 60,
            participant: {
              user_id: String(16_778_240 + (person * 2 + device) * 1024),
              user_name: `Person ${person}`,
              email: person % 2 === 0 ? `p${person}@x.example` : '',
              participant_uuid: `uuid-${person}-${device}`,
              ...(person % 3 === 0 ? { registrant_id: `R-${person}` } : {}),
              ...(event === 'joined' ? { join_time: iso(1) } : { leave_time: iso(3) }),
            },
          },
        },
      });
    // Every fifth is sent twice.
    const bodies = disordered(
      posts.flatMap((post, index) =>
        index % 5 === 0 ? [bodyOf(post), bodyOf(post)] : [bodyOf(post)]
      )
    );

    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const { webhookSecret } = room.zoom.credentials;
    const target = new URL(`${room.cms.url}/api/webhooks/zoom`);
    const post = (body: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const headers = {
          'content-type': 'application/json; charset=utf-8',
          ...signed(body, new Date(), webhookSecret),
        };
        const sent = request(target, { method: 'POST', agent, headers }, (answer) => {
          answer.resume();
          answer.on('end', () => resolve(answer.statusCode ?? 0));
        });
        // A server may close a kept connection just as it is used again (Node: `reusedSocket`).
        sent.on('error', (error: NodeJS.ErrnoException) => {
          if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(post(body));
          else reject(error);
        });
        sent.end(body);
      });
    const begunAt = performance.now();
    const statuses = new Map<number, number>();
    const queue = [...bodies];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let body = queue.pop(); body !== undefined; body = queue.pop()) {
          const status = await post(body);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      })
    );
    agent.destroy();
    const postedMs = performance.now() - begunAt;
    expect([...statuses]).toEqual([[200, bodies.length]]);

    const { connection } = room.cms.strapi.db;
    const stored = await connection(TABLE.webhookEvent).where({ meeting_uuid: UUID });
    expect(stored).toHaveLength(posts.length);

    const isCounted = async () => (await room.run(UUID))?.['participantCount'] === people - gone;
    await waitUntil(isCounted, { what: 'the live count', timeoutMs: 120_000, everyMs: 250 });
    await waitUntil(
      async () => (await connection(TABLE.webhookEvent).where({ state: 'received' })).length === 0,
      { what: 'every event processed', timeoutMs: 60_000, everyMs: 250 }
    );
    const countedMs = performance.now() - begunAt;
    process.stdout.write(
      `${bodies.length} posts in ${(postedMs / 1000).toFixed(1)} s, counted after ${(countedMs / 1000).toFixed(1)} s\n`
    );

    const rows = await room.cms.strapi.db
      .query(UID.attendance)
      .findMany({ where: { instanceUuid: UUID }, limit: 20_000 });
    // Of those with two devices, one without address or registration is two guests for us.
    const guestsTwice = Array.from({ length: people }, (_, person) => person).filter(
      (person) => person % 10 === 0 && person % 2 !== 0 && person % 3 !== 0
    ).length;
    expect(rows).toHaveLength(people + guestsTwice);
    const left = rows.filter(({ seconds }: { seconds: number }) => seconds === 120);
    expect(left).toHaveLength(gone);
    await room.settled();
  }, 240_000);
});

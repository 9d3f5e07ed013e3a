const START = Date.parse('2026-03-02T10:00:00Z');

export type CrowdEvent = { event: string; payload: string; sentAt: number };

/**
 * The stored webhooks of a class, one after the other as a database page gives them: everybody joins
 * and leaves `rounds` times, on devices that tell more or less of them.
 */
export function* crowdEvents(input: { people: number; rounds: number }): Generator<CrowdEvent> {
  const { people, rounds } = input;
  for (let index = 0; index < people * rounds * 2; index += 1) {
    const isJoin = index % 2 === 0;
    const join = Math.floor(index / 2);
    const person = join % people;
    const round = Math.floor(join / people);
    const minute = round * 12 + (isJoin ? 0 : 10) + (person % 2);
    const at = new Date(START + minute * 60_000).toISOString();
    const participant = {
      user_id: String(16_778_240 + join * 1024),
      user_name: `Person ${person}`,
      email: person % 3 === 0 ? `p${person}@school.example` : '',
      participant_uuid: `AAAAAAAA-0000-4000-8000-${String(person).padStart(12, '0')}`,
      participant_user_id: '',
      registrant_id: person % 3 === 1 ? `R-${person}` : '',
      ...(isJoin ? { join_time: at } : { leave_time: at, leave_reason: 'left the meeting' }),
    };
    const object = { id: '81234567890', uuid: 'x', start_time: new Date(START).toISOString() };
    yield {
      event: `meeting.participant_${isJoin ? 'joined' : 'left'}`,
      payload: JSON.stringify({ payload: { account_id: 'A', object: { ...object, participant } } }),
      sentAt: START,
    };
  }
}

export const CROWD_BOUNDS = { startedAt: START, endedAt: START + 3600_000, links: [] };

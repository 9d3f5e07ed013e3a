import { readStoredEvent } from '../../../server/src/attendance/stored-event';

const SENT_AT = Date.parse('2026-03-02T10:05:00Z');
const read = (event: string, participant: Record<string, unknown>, object = {}) =>
  readStoredEvent({
    event: `meeting.${event}`,
    payload: JSON.stringify({ payload: { object: { ...object, participant } } }),
    sentAt: SENT_AT,
  });

test('empty texts are nothing, numbers are texts, control characters are gone', () => {
  const { sighting } = read('participant_joined', {
    user_id: 16778240,
    user_name: 'A\u0000na',
    email: '',
    id: '',
    join_time: '2026-03-02T10:01:00Z',
  });
  expect(sighting).toMatchObject({
    kind: 'joined',
    at: Date.parse('2026-03-02T10:01:00Z'),
    who: { joinId: '16778240', name: 'A na', email: null, participantUserId: null },
  });
});

test('a time may stand in date_time, or be that of the sending', () => {
  const at = { date_time: '2026-03-02T10:02:00Z' };
  expect(read('participant_joined', { user_id: '1', ...at }).sighting).toMatchObject({
    at: Date.parse(at.date_time),
  });
  expect(read('participant_left', { user_id: '1' }).sighting).toMatchObject({ at: SENT_AT });
});

test('who leaves the waiting room, or for a breakout room, has not left the meeting', () => {
  for (const leave_reason of [
    'Ana left the meeting.<br>Reason: Leave waiting room.',
    'Joined breakout room',
  ]) {
    expect(read('participant_left', { user_id: '1', leave_reason }).sighting).toBeNull();
  }
  for (const event of ['joined_waiting_room', 'admitted', 'left_waiting_room', 'jbh_joined']) {
    expect(read(`participant_${event}`, { user_id: '1' }).sighting).toBeNull();
  }
  expect(read('participant_put_in_waiting_room', { user_id: '1' }).sighting).toMatchObject({
    kind: 'left',
  });
});

test('start and end are the run’s', () => {
  const object = { start_time: '2026-03-02T10:00:00Z', end_time: '2026-03-02T11:00:00Z' };
  const ended = readStoredEvent({
    event: 'meeting.ended',
    payload: JSON.stringify({ payload: { object } }),
    sentAt: SENT_AT,
  });
  expect(ended).toEqual({
    startedAt: Date.parse(object.start_time),
    endedAt: Date.parse(object.end_time),
    sighting: null,
  });
  expect(read('participant_joined', { user_id: '1' }, { start_time: '' }).startedAt).toBeNull();
});

test('what cannot be read, or was emptied, says nothing', () => {
  for (const payload of ['', '{}', 'not json', '[]', '{"payload":{"object":7}}']) {
    expect(
      readStoredEvent({ event: 'meeting.participant_joined', payload, sentAt: SENT_AT })
    ).toEqual({ startedAt: null, endedAt: null, sighting: null });
  }
});

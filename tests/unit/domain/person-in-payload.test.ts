import fc from 'fast-check';

import {
  idsOfPerson,
  namesAddress,
  withoutPerson,
  type Pseudonyms,
} from '../../../server/src/domain/person-in-payload';

const EMAIL = 'ann@school.example';
const joined = (participant: Record<string, unknown>) => ({
  event: 'meeting.participant_joined',
  payload: {
    account_id: 'A',
    object: { id: '812', uuid: 'run==', host_id: 'H', topic: 'Yoga', participant },
  },
});
const ANN = {
  user_id: '16778240',
  user_name: 'Ann Lee',
  id: 'zoom-user-ann',
  participant_uuid: 'uuid-ann',
  participant_user_id: 'zoom-user-ann',
  email: 'Ann@School.example',
  join_time: '2026-03-02T10:00:00Z',
  phone_number: '555',
};
const pseudonyms = (ids: string[] = []): Pseudonyms => ({
  email: { from: EMAIL, to: 'erased-1@erased.invalid' },
  ids: new Map(ids.map((id, index) => [id, `erased-${index}`])),
});

describe('an address in a text', () => {
  test.each([
    ['ann@school.example', true],
    ['Write to ANN@school.example.', true],
    ['joann@school.example', false],
    ['ann@school.example.org', false],
    ['ann@school.examples', false],
    ['x.ann@school.example', false],
    ['annXschool.example', false],
    ['annéann@school.example', false],
  ])('%s: %s', (text, wanted) => {
    expect(namesAddress(text, EMAIL)).toBe(wanted);
  });
});

describe.each([...'-_+.!#$&*=?^{|}~/'])('an address with %s in it', (sign) => {
  const email = `ann${sign}bee@students.example`;

  test('is found, and is no pattern for others', () => {
    expect(namesAddress(`Mail to ${email.toUpperCase()}.`, email)).toBe(true);
    expect(namesAddress('annxbee@students.example', email)).toBe(false);
    expect(namesAddress('annbee@students.example', email)).toBe(false);
  });
});

describe('a person in the body of an event', () => {
  test('their ids are found, a meeting’s are not', () => {
    const who = { email: EMAIL, ids: new Set<string>() };
    expect(idsOfPerson(joined(ANN), who).sort()).toEqual(['uuid-ann', 'zoom-user-ann']);
    const hosted = { payload: { object: { id: '812', host_email: EMAIL } } };
    expect(idsOfPerson(hosted, who)).toEqual([]);
    expect(idsOfPerson(joined({ ...ANN, email: 'bob@school.example' }), who)).toEqual([]);
  });

  test('goes, with ids replaced alike and presence kept', () => {
    const { body, isPerson } = withoutPerson(
      joined(ANN),
      pseudonyms(['uuid-ann', 'zoom-user-ann'])
    );
    expect(isPerson).toBe(true);
    expect(body).toEqual(
      joined({
        user_id: '16778240',
        user_name: 'Erased',
        id: 'erased-1',
        participant_uuid: 'erased-0',
        participant_user_id: 'erased-1',
        email: 'erased-1@erased.invalid',
        join_time: '2026-03-02T10:00:00Z',
      })
    );
    expect(JSON.stringify(body)).not.toMatch(/ann/i);
  });

  test('also where an event knows them by id alone', () => {
    const left = joined({ ...ANN, email: '', leave_time: '2026-03-02T11:00:00Z' });
    const { body, isPerson } = withoutPerson(left, pseudonyms(['uuid-ann', 'zoom-user-ann']));
    expect(isPerson).toBe(true);
    expect(JSON.stringify(body)).not.toMatch(/ann/i);
    expect(JSON.stringify(body)).toContain('2026-03-02T11:00:00Z');
  });

  test('also by the number of a join, where nothing else is said', () => {
    const shared = { participant: { user_id: '16778240', user_name: 'Ann Lee' } };
    const joins = new Set(['16778240']);
    expect(withoutPerson(shared, { ...pseudonyms(), joins }).body).toEqual({
      participant: { user_id: '16778240', user_name: 'Erased' },
    });
    expect(withoutPerson(shared, { ...pseudonyms(), joins: new Set(['1']) }).isChanged).toBe(false);
    expect(withoutPerson(shared, pseudonyms()).isChanged).toBe(false);
  });

  test('another registrant on the same account stays', () => {
    const own = { ...ANN, registrant_id: 'R-ann' };
    const sister = { ...ANN, registrant_id: 'R-eve', user_name: 'Eve', email: 'eve@x.example' };
    const ids = ['zoom-user-ann', 'R-ann'];
    expect(withoutPerson(joined(own), pseudonyms(ids)).isPerson).toBe(true);
    expect(withoutPerson(joined(sister), pseudonyms(ids)).isPerson).toBe(false);
    const who = { email: EMAIL, ids: new Set(ids) };
    expect(idsOfPerson(joined(sister), who)).toEqual([]);
    // Without an address of its own it is one more registration of the same person.
    expect(withoutPerson(joined({ ...sister, email: '' }), pseudonyms(ids)).isPerson).toBe(true);
  });

  test('others stay as they are', () => {
    const body = joined({ ...ANN, email: 'joann@school.example', id: 'j', participant_uuid: 'k' });
    expect(withoutPerson(body, pseudonyms(['other']))).toEqual({
      body,
      isPerson: false,
      isChanged: false,
    });
  });

  test('a host’s address goes, the meeting stays', () => {
    const hosted = { payload: { object: { id: 812, host_email: EMAIL, topic: 'Yoga' } } };
    expect(withoutPerson(hosted, pseudonyms())).toEqual({
      body: {
        payload: { object: { id: 812, host_email: 'erased-1@erased.invalid', topic: 'Yoga' } },
      },
      isPerson: false,
      isChanged: true,
    });
  });

  test('why somebody left is kept without their name', () => {
    const left = (leave_reason: string) => ({ participant: { email: EMAIL, leave_reason } });
    const reasonOf = (text: string) =>
      (withoutPerson(left(text), pseudonyms()).body as ReturnType<typeof left>).participant
        .leave_reason;
    expect(reasonOf('Ann Lee left the meeting.<br>Reason: Host ended the meeting.')).toBe(
      'Host ended the meeting.'
    );
    expect(reasonOf('left the meeting. Reason : left the meeting')).toBe('left the meeting');
    expect(reasonOf('Ann Lee left the meeting.')).toBe('left the meeting');
  });

  test('an address inside an id goes too', () => {
    const body = { participant: [{ id: `to ${EMAIL}, now` }] };
    expect(JSON.stringify(withoutPerson(body, pseudonyms()).body)).not.toContain(EMAIL);
  });

  test('whatever a body is, afterwards nothing in it names the address', () => {
    const texts = fc.oneof(fc.string(), fc.constant(EMAIL), fc.constant(`to ${EMAIL}, now`));
    const bodies = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        texts,
        fc.integer(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom('participant', 'registrant', 'object', 'email', 'id', 'user_name'),
          tie('any'),
          { maxKeys: 4 }
        )
      ),
    })).any;
    fc.assert(
      fc.property(bodies, (body) => {
        const { body: cleaned } = withoutPerson(body, pseudonyms());
        expect(namesAddress(JSON.stringify(cleaned), EMAIL)).toBe(false);
        expect(withoutPerson(cleaned, pseudonyms()).isChanged).toBe(false);
      })
    );
  });
});

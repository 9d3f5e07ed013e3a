import { createAttendanceFold } from '../../../server/src/domain/attendance';
import { asMatched, withKnownHolder, type KnownKey } from '../../../server/src/domain/customer-key';
import type { ParticipantIdentity } from '../../../server/src/domain/participant-sighting';

const KNOWN = new Map<string, KnownKey>([
  ['ann-key', { name: 'Ann Bee', email: 'ann@students.example', isClaimed: false }],
  ['guest-key', { name: 'Gus', email: 'ann@students.example', isClaimed: true }],
]);

let joins = 0;
const who = (changes: Partial<ParticipantIdentity>): ParticipantIdentity => ({
  registrantId: null,
  customerKey: null,
  participantUserId: null,
  email: null,
  participantUuid: null,
  joinId: String((joins += 1)),
  name: 'Somebody',
  ...changes,
});

const attend = (...people: ParticipantIdentity[]) => {
  const fold = createAttendanceFold();
  people.forEach((one) =>
    fold.add(withKnownHolder({ kind: 'stayed', who: one, from: 0, to: 60_000 }, KNOWN))
  );
  const { people: found } = fold.settle({ startedAt: 0, endedAt: 60_000, links: [] });
  return found
    .map((person) => asMatched(person, KNOWN))
    .map(({ key, matchedBy, email, name }) => ({ key, matchedBy, email, name }));
};

describe('somebody who joined through an embed', () => {
  it('is the account that the key was given to, on whatever device', () => {
    const embedded = who({ customerKey: 'ann-key', name: 'a nickname' });
    const inZoom = who({ email: 'Ann@students.example', participantUserId: 'zoom-user' });
    expect(attend(embedded, inZoom)).toEqual([
      {
        key: 'customer:ann-key',
        matchedBy: 'customer-key',
        email: 'ann@students.example',
        name: expect.any(String),
      },
    ]);
  });

  it('shows a guest’s claimed address, and is nobody else for it', () => {
    const guest = who({ customerKey: 'guest-key', email: 'ann@students.example' });
    const ann = who({ email: 'ann@students.example', participantUserId: 'zoom-user' });
    const found = attend(guest, ann);
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(
      expect.objectContaining({
        key: 'customer:guest-key',
        matchedBy: 'claimed-email',
        email: 'ann@students.example',
      })
    );
  });

  it('is nobody else by a key that nobody was given', () => {
    const forged = who({ customerKey: 'made-up', email: 'ann@students.example' });
    const ann = who({ customerKey: 'ann-key' });
    const found = attend(forged, ann);
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(
      expect.objectContaining({ key: 'customer:made-up', email: null, matchedBy: 'customer-key' })
    );
  });

  it('is believed an address that Zoom itself vouches for', () => {
    const member = who({
      customerKey: 'of-another-app',
      participantUserId: 'zoom-user',
      email: 'ben@company.com',
    });
    expect(attend(member)).toEqual([
      expect.objectContaining({ matchedBy: 'customer-key', email: 'ben@company.com' }),
    ]);
  });
});

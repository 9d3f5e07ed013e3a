import { ACTION, UID } from '../../contracts/identifiers';
import { openAttendanceRoom, type AttendanceRoom, type TestClass } from '../support/class-room';

const ACTIONS = [ACTION.meetingJoin, ACTION.meetingSignature];

let room: AttendanceRoom;

beforeAll(async () => {
  room = await openAttendanceRoom({
    settings: { sdkKey: 'sdk-client-id', sdkSecret: 'sdk-client-secret' },
  });
  for (const role of ['public', 'authenticated'] as const) {
    await room.cms.grant({ role, actions: ACTIONS });
  }
});
afterAll(() => room.close());

/** A class that runs, with the link without which nobody is let in. */
const runningClass = async (): Promise<TestClass> => {
  const one = await room.newClass(10);
  const joinUrl = `https://us06web.zoom.us/j/${one.zoomId}?pwd=x`;
  const meetings = room.cms.strapi.db.query(UID.meeting);
  await meetings.update({ where: { id: one.rowId }, data: { joinUrl, passcode: 'x' } });
  return one;
};

test('who joined by a signature is known again, and a claimed address is only shown', async () => {
  const one = await runningClass();
  const ann = await room.cms.createSiteUser();
  const registrant = await room.cms.strapi.db.query(UID.registrant).create({
    data: { email: ann.email, firstName: 'Ann', state: 'approved', meeting: one.rowId },
  });
  const path = `/api/zoom/meetings/${one.documentId}/signature`;
  const account = await room.cms.requestAs(ann.jwt).post(path).send({}).expect(200);
  const guest = { name: 'Eve', email: ann.email };
  const claimed = await room.cms.request.post(path).send({ guest }).expect(200);
  const { customerKey: annKey } = account.body;
  const { customerKey: guestKey } = claimed.body;

  const { controls } = room.zoom;
  const { uuid } = controls.startMeeting(one.zoomId, { at: one.at(0) });
  const join = (name: string, customerKey: string) =>
    controls.joinMeeting(one.zoomId, { name, email: ann.email, customerKey, at: one.at(1) });
  join('a nickname', annKey);
  join('Eve', guestKey);
  join('Mallory', 'made-up');
  controls.endMeeting(one.zoomId, { at: one.at(9) });
  await room.settled();

  const rows = await room.attendanceOf(uuid);
  const seen = rows.map(({ participantKey, email, matchedBy, registrantDocumentId, seconds }) => [
    participantKey,
    { email, matchedBy, registrantDocumentId, seconds },
  ]);
  expect(Object.fromEntries(seen)).toEqual({
    [`customer:${annKey}`]: {
      ...{ email: ann.email, matchedBy: 'customer-key', seconds: 480 },
      registrantDocumentId: registrant.documentId,
    },
    [`customer:${guestKey}`]: {
      ...{ email: ann.email, matchedBy: 'claimed-email', seconds: 480 },
      registrantDocumentId: null,
    },
    'customer:made-up': {
      ...{ email: null, matchedBy: 'customer-key', seconds: 480 },
      registrantDocumentId: null,
    },
  });
});

test('the key stands in no answer but the signature’s', async () => {
  const full = room.cms.requestAs(await room.cms.createApiToken({ type: 'full-access' }));
  const keys = await room.cms.strapi.db.query(UID.customerKey).findMany();
  expect(keys.length).toBeGreaterThanOrEqual(2);
  for (const path of ['meetings', 'meeting-instances', 'registrants']) {
    const { text } = await full.get(`/api/zoom/${path}?populate=*`).expect(200);
    for (const { key } of keys) expect(text).not.toContain(key);
  }
  expect(room.cms.logs.join('\n')).not.toMatch(new RegExp(keys.map(({ key }) => key).join('|')));
});

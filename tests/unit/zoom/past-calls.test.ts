import type { ZoomParticipant } from '../../../server/src/zoom';
import { ZoomMeetingGoneError, ZoomRefusedError } from '../../../server/src/zoom';
import { clientOf, errorOf, openDoor, type Door } from './door';

const row = (user_id: string, more: Record<string, unknown> = {}) => ({
  id: '',
  name: 'Ana',
  user_id,
  user_email: '',
  join_time: '2026-03-02T10:00:00Z',
  leave_time: '2026-03-02T11:00:00Z',
  duration: 3600,
  status: 'in_meeting',
  ...more,
});
const page = (rows: unknown[], next_page_token = '') => ({
  json: { participants: rows, next_page_token, page_size: 300 },
});
const scopeRefusal = {
  status: 400,
  json: {
    code: 4711,
    message:
      'Invalid access token, does not contain scopes:[report:read:list_meeting_participants, report:read:list_meeting_participants:admin].',
  },
};
const paidOnly = {
  status: 400,
  json: { code: 200, message: 'Only available for paid account: A.' },
};
const UUID = '/ab//c==';
const ENCODED = '%252Fab%252F%252Fc%253D%253D';

describe('the participants of a past meeting', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  const readAll = async (zoom = clientOf(door).zoom): Promise<ZoomParticipant[][]> => {
    const pages: ZoomParticipant[][] = [];
    for await (const one of zoom.pastParticipants({ uuid: UUID })) pages.push(one);
    return pages;
  };

  it('come page by page from the report, with all it knows', async () => {
    door.answer(
      page([row('1', { registrant_id: 'R', customer_key: 'site-7', bo_mtg_id: 'b' })], 'next'),
      page([row('2', { leave_time: '', duration: 0 }), row('3', { join_time: '' })])
    );
    const pages = await readAll();
    expect(pages.map((one) => one.map(({ joinId }) => joinId))).toEqual([['1'], ['2']]);
    expect(pages[0]?.[0]).toMatchObject({
      registrantId: 'R',
      customerKey: 'site-7',
      isBreakout: true,
      email: null,
      seconds: 3600,
    });
    expect(pages[1]?.[0]).toMatchObject({ leaveTime: null, seconds: 0, isBreakout: false });
    expect(door.calls.map(({ path }) => path)).toEqual([
      `/v2/report/meetings/${ENCODED}/participants?include_fields=registrant_id&page_size=300`,
      `/v2/report/meetings/${ENCODED}/participants?include_fields=registrant_id&page_size=300&next_page_token=next`,
    ]);
  });

  it('come from the list where the report is out of reach, which is not asked again at once', async () => {
    const { zoom } = clientOf(door);
    door.answer(scopeRefusal, page([row('1')]), page([row('1')]), page([row('1')]));
    await readAll(zoom);
    await readAll(zoom);
    zoom.forgetToken();
    await readAll(zoom);
    expect(door.calls.map(({ path }) => path.split('/')[2])).toEqual([
      'report',
      'past_meetings',
      'past_meetings',
      'report',
    ]);
  });

  it('are refused in Zoom’s words on an account that has neither', async () => {
    door.answer(paidOnly);
    const error = await errorOf(readAll());
    expect(error).toBeInstanceOf(ZoomRefusedError);
    expect(error).toMatchObject({ code: 200 });
    expect(door.calls).toHaveLength(2);
  });

  it('are none yet where Zoom does not know the run', async () => {
    door.answer({
      status: 404,
      json: { code: 3001, message: 'Meeting not found or has expired.' },
    });
    expect(await errorOf(readAll())).toBeInstanceOf(ZoomMeetingGoneError);
    expect(door.calls).toHaveLength(1);
  });
});

describe('past runs', () => {
  it('are listed, and say when they began and ended', async () => {
    const door = await openDoor();
    const { zoom } = clientOf(door);
    door.answer(
      { json: { meetings: [{ uuid: UUID, start_time: '2026-03-02T10:00:00Z' }] } },
      {
        json: {
          id: 81234567890,
          uuid: UUID,
          start_time: '2026-03-02T10:00:00Z',
          end_time: '2026-03-02T11:00:00Z',
        },
      }
    );
    expect(await zoom.pastInstances({ id: '81234567890' })).toEqual([
      { uuid: UUID, startTime: new Date('2026-03-02T10:00:00Z') },
    ]);
    expect(await zoom.pastMeeting({ uuid: UUID })).toMatchObject({
      id: '81234567890',
      endTime: new Date('2026-03-02T11:00:00Z'),
    });
    expect(door.calls.map(({ path }) => path)).toEqual([
      '/v2/past_meetings/81234567890/instances',
      `/v2/past_meetings/${ENCODED}`,
    ]);
    await door.close();
  });
});

import { meetingCreateSchema } from '../../../contracts/meeting-request';
import { hashKey } from '../../../server/src/integration/idempotency';
import {
  parseIdempotencyKey,
  parseMeetingId,
  parseRequest,
} from '../../../server/src/integration/request';

describe('parseMeetingId', () => {
  it('takes a number as Zoom gives it', () => {
    expect(parseMeetingId('85746065574')).toBe('85746065574');
  });

  it.each([
    'abc',
    '1e3',
    '0812',
    '-1',
    '1.5',
    '',
    ' 1',
    '9'.repeat(16),
    '9'.repeat(400),
    '٣',
    null,
  ])('finds no meeting %s', (id) => {
    expect(() => parseMeetingId(id)).toThrow(expect.objectContaining({ status: 404 }));
  });
});

describe('parseIdempotencyKey', () => {
  it('is null where none was sent', () => {
    expect(parseIdempotencyKey(undefined)).toBeNull();
  });

  it('takes up to 255 characters', () => {
    expect(parseIdempotencyKey('k'.repeat(255))).toHaveLength(255);
  });

  it.each(['', '   ', 'k'.repeat(256)])('refuses %j', (key) => {
    expect(() => parseIdempotencyKey(key)).toThrow(
      expect.objectContaining({ status: 400, message: expect.stringContaining('Idempotency-Key') })
    );
  });
});

describe('parseRequest', () => {
  const parse = (value: unknown) =>
    parseRequest({
      schema: meetingCreateSchema,
      value,
      what: 'the body',
      failure: 'Meeting creation failed',
    });

  it('names each field in message and details', () => {
    expect(() => parse({ topic: '', unknown: 1, start_time: 'soon' })).toThrow(
      expect.objectContaining({
        status: 400,
        message: expect.stringMatching(
          /^Meeting creation failed: topic .*start_time .*unknown is not a field/
        ),
        details: {
          field: 'topic',
          errors: [
            expect.objectContaining({ path: ['topic'] }),
            expect.objectContaining({ path: ['start_time'] }),
            expect.objectContaining({ path: ['unknown'] }),
          ],
        },
      })
    );
  });

  it.each([null, undefined, [], 'text', 7])('says that %j is no body', (value) => {
    expect(() => parse(value)).toThrow(
      expect.objectContaining({ message: expect.stringContaining('must be a JSON object') })
    );
  });
});

describe('hashKey', () => {
  const claim = { accountId: 'a', caller: 'token:1', idempotencyKey: 'k', body: { x: 1, y: [2] } };

  it('is the same for a body whose fields come in another order', () => {
    expect(hashKey({ ...claim, body: { y: [2], x: 1 } })).toEqual(hashKey(claim));
  });

  it('differs by body, and the key by caller and account', () => {
    expect(hashKey({ ...claim, body: { x: 2, y: [2] } }).bodyHash).not.toBe(
      hashKey(claim).bodyHash
    );
    expect(hashKey({ ...claim, caller: 'token:2' }).key).not.toBe(hashKey(claim).key);
    expect(hashKey({ ...claim, accountId: 'b' }).key).not.toBe(hashKey(claim).key);
  });

  it('shows neither key nor body', () => {
    expect(JSON.stringify(hashKey({ ...claim, idempotencyKey: 'secret-key' }))).not.toContain(
      'secret-key'
    );
  });
});

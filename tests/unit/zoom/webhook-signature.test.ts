import {
  encryptPlainToken,
  explainWrongSignature,
  signWebhook,
  verifyWebhookSignature,
} from '../../../server/src/zoom';

const secretToken = 'test-secret-token';
const timestamp = '1767225600';
/** With a typographic apostrophe and accents: the bytes are UTF-8. */
const rawBody = Buffer.from(
  '{"event":"meeting.started","event_ts":1767225600000,"payload":{"account_id":"ACCT","object":{"id":"81234567890","uuid":"4444AAAiAAAAAiAiAiiAii==","host_id":"HOST","topic":"Cours d’été","type":2,"start_time":"2026-01-01T00:00:00Z","timezone":"Europe/Paris","duration":60}}}'
);
const signature = 'v0=0b7b74f84d98a7fb8c69f1743af276b7bb6293a4b76eab11f5db755abbc940df';
const signed = { secretToken, timestamp, rawBody, signature };

describe('a webhook’s signature', () => {
  it('is Zoom’s for the known vector', () => {
    expect(signWebhook({ secretToken, timestamp, rawBody })).toBe(signature);
    expect(verifyWebhookSignature(signed)).toBe(true);
  });

  it.each([
    ['another secret', { secretToken: 'other' }],
    ['an empty secret', { secretToken: '' }],
    ['another time', { timestamp: '1767225601' }],
    ['one byte more', { rawBody: Buffer.concat([rawBody, Buffer.from(' ')]) }],
    ['a shorter signature', { signature: signature.slice(0, -1) }],
    ['no signature', { signature: '' }],
    ['letters in another case', { signature: signature.toUpperCase() }],
  ])('does not fit with %s', (_name, change) => {
    expect(verifyWebhookSignature({ ...signed, ...change })).toBe(false);
  });

  it('of an empty secret proves nothing, even where it fits', () => {
    const forged = signWebhook({ secretToken: '', timestamp, rawBody });
    expect(verifyWebhookSignature({ ...signed, secretToken: '', signature: forged })).toBe(false);
  });

  it('answers the known plain token', () => {
    expect(encryptPlainToken({ secretToken, plainToken: 'qgg8vlvZRS6UYooatFL8Aw' })).toBe(
      '9c8ad56737c19db2904b301c0781e86857e999f39f07727668cf62a5e7e298c8'
    );
  });

  it.each([
    ['spaces around the secret', { secretToken: ` ${secretToken}\n` }, /spaces or line breaks/],
    ['another form', { signature: 'sha256=abc' }, /not of Zoom’s form/],
    ['milliseconds', { timestamp: '1767225600000' }, /milliseconds/],
    ['an empty body', { rawBody: Buffer.alloc(0) }, /empty/],
  ])('is explained where it does not fit: %s', (_name, change, hint) => {
    expect(verifyWebhookSignature({ ...signed, ...change })).toBe(false);
    expect(explainWrongSignature({ ...signed, ...change })).toMatch(hint);
  });

  it('is not explained where nothing stands out, and the secret is never repeated', () => {
    expect(explainWrongSignature({ ...signed, secretToken: 'other' })).toBeNull();
    expect(explainWrongSignature({ ...signed, secretToken: ` ${secretToken} ` })).not.toContain(
      secretToken
    );
  });
});

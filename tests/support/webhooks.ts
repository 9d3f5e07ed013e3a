import { signWebhook } from '../../server/src/zoom/webhook-signature';

export const SECRET = 'test-secret-token';

/** The body of a webhook about meeting 81234567890 of account `ACCT`. */
export const webhook = (
  event: string,
  object: Record<string, unknown>,
  accountId = 'ACCT'
): string =>
  JSON.stringify({
    event,
    event_ts: 1772445600000,
    payload: {
      account_id: accountId,
      object: { id: '81234567890', uuid: 'run A', host_id: 'HOST', ...object },
    },
  });

const start_time = '2026-03-02T10:00:00Z';

export const EVENT_BODY = {
  started: webhook('meeting.started', { topic: 'Cours d’été', start_time, duration: 60 }),
  ended: webhook('meeting.ended', { start_time, end_time: '2026-03-02T11:01:00Z' }),
  recording: JSON.stringify({
    event: 'recording.completed',
    event_ts: 1772449200000,
    download_token: 'TOKEN',
    payload: {
      account_id: 'ACCT',
      object: {
        id: 81234567890,
        uuid: 'run A',
        password: 's3cret',
        share_url: 'https://zoom.example/rec/share/play-secret',
        recording_play_passcode: 's3cret2',
        participant: { public_ip: '203.0.113.7', user_name: 'Alice' },
        recording_files: [{ id: 'f', play_url: 'https://zoom.example/play-secret?pwd=abc' }],
      },
    },
  }),
};

/** The headers that Zoom would send with these bytes. */
export const signed = (
  text: string | Buffer,
  sentAt: Date,
  secretToken: string = SECRET
): Record<string, string> => {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  return {
    'x-zm-request-timestamp': timestamp,
    'x-zm-signature': signWebhook({ secretToken, timestamp, rawBody: text }),
  };
};

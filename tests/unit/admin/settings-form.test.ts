import { readFailure } from '../../../admin/src/api/failure';
import {
  emptyFields,
  fieldErrors,
  isRefused,
  isSameValue,
  touches,
  toUpdate,
  valueAt,
  withEdit,
} from '../../../admin/src/pages/Settings/settingsForm';
import { absoluteWebhookUrl, minutesUntil } from '../../../admin/src/pages/Settings/webhookFacts';

describe('the body of a save', () => {
  it('holds what was edited, with null where a secret is cleared', () => {
    expect(toUpdate({ clientSecret: null, defaultDuration: 45, accountId: undefined })).toEqual({
      clientSecret: null,
      defaultDuration: 45,
    });
  });

  it('leaves out the blank lines of a list', () => {
    expect(toUpdate({ hosts: [' a@b.example ', '', '  ', 'c@d.example'] })).toEqual({
      hosts: ['a@b.example', 'c@d.example'],
    });
  });

  it('sends an emptied list', () => {
    expect(toUpdate({ hosts: [] })).toEqual({ hosts: [] });
  });
});

describe('fields that must not be empty', () => {
  it('are named when they were emptied', () => {
    expect(emptyFields({ topicTemplate: null, defaultDuration: null, accountId: null })).toEqual([
      'topicTemplate',
      'defaultDuration',
    ]);
  });

  it('are not named while nobody touched them', () => {
    expect(emptyFields({})).toEqual([]);
  });
});

describe('an edit that says what is saved already', () => {
  it.each([
    ['', null, false],
    [['a'], ['a'], true],
    [['a', 'b'], ['b', 'a'], false],
    [60, 60, true],
  ])('%j and %j: same is %s', (a, b, expected) => {
    expect(isSameValue(a, b)).toBe(expected);
  });
});

describe('an edit of a nested setting', () => {
  it('is found again, and leaves nothing when it is taken back', () => {
    const edits = withEdit({ enabled: true }, 'notices.reminder.subject', 'Soon');
    expect(valueAt(edits, 'notices.reminder.subject')).toBe('Soon');
    expect(touches(edits, ['notices'])).toBe(true);
    expect(withEdit(edits, 'notices.reminder.subject', undefined)).toEqual({ enabled: true });
  });

  it('is sent where it belongs', () => {
    expect(toUpdate({ notices: { reminder: { subject: 'Soon', text: undefined } } })).toEqual({
      notices: { reminder: { subject: 'Soon' } },
    });
  });

  it('must not be empty, unless empty means no limit', () => {
    const edits = { retention: { eventsDays: null, attendanceDays: null } };
    expect(emptyFields(edits)).toEqual(['retention.eventsDays']);
  });

  it('may be empty where somebody else then stands in', () => {
    const edits = { calendar: { organizerName: null, organizerEmail: null, pastDays: null } };
    expect(emptyFields(edits)).toEqual(['calendar.pastDays']);
  });

  it('shows its refusal at its field', () => {
    const path = ['notices', 'reminder', 'minutesBefore', '1'];
    const sent = { notices: { reminder: { minutesBefore: [60, 0] } } };
    const errors = fieldErrors([{ path, message: 'must be whole minutes' }], sent);
    expect(errors).toEqual({ 'notices.reminder.minutesBefore': '0: must be whole minutes' });
    expect(isRefused(errors, ['notices'])).toBe(true);
    expect(isRefused(errors, ['archive'])).toBe(false);
  });
});

describe('a refused save', () => {
  const refusal = {
    status: 400,
    name: 'ValidationError',
    message: '2 errors occurred',
    details: {
      errors: [
        { path: ['hosts', 1], message: 'must not be empty' },
        { path: ['clientSecret'], message: 'Failed to authenticate with Zoom' },
        { path: ['clientSecret'], message: 'a second one' },
      ],
    },
  };

  it('puts the first message at each field and names the entry of a list', () => {
    const { fields } = readFailure(refusal);
    expect(fieldErrors(fields, { hosts: ['a@b.example', 'nobody'] })).toEqual({
      hosts: 'nobody: must not be empty',
      clientSecret: 'Failed to authenticate with Zoom',
    });
  });

  it('reads paths that are written with dots', () => {
    expect(
      readFailure({ status: 400, details: { errors: [{ path: 'hosts.0', message: 'no' }] } }).fields
    ).toEqual([{ path: ['hosts', '0'], message: 'no' }]);
  });

  it.each([undefined, null, 'Failed to fetch', { name: 'TypeError', message: 'Failed to fetch' }])(
    'takes %j for a server that did not answer',
    (error) => {
      expect(readFailure(error)).toEqual({ status: null, message: null, fields: [], details: {} });
    }
  );
});

describe('the address of the webhook receiver', () => {
  it('is the configured one', () => {
    expect(absoluteWebhookUrl('https://a.example/api/webhooks/zoom', 'http://b.example')).toEqual({
      url: 'https://a.example/api/webhooks/zoom',
      isGuessed: false,
    });
  });

  it('is guessed from the open page where server.url is not set', () => {
    expect(absoluteWebhookUrl('/api/webhooks/zoom', 'http://b.example')).toEqual({
      url: 'http://b.example/api/webhooks/zoom',
      isGuessed: true,
    });
  });
});

describe('the minutes until signatures are checked again', () => {
  const now = Date.parse('2026-01-01T10:00:00Z');

  it.each([
    ['2026-01-01T11:00:00Z', 60],
    ['2026-01-01T10:00:01Z', 1],
    ['2026-01-01T09:59:00Z', 0],
    [null, 0],
  ])('until %s are %d', (iso, minutes) => {
    expect(minutesUntil(iso, now)).toBe(minutes);
  });
});

import { NOTICE_KINDS } from '../../../contracts/choices';
import { DEFAULT_NOTICES, unknownPlaceholders } from '../../../contracts/notices';
import { writeNotice, type NoticeSubjectMatter } from '../../../server/src/domain/notice-text';
import { withoutAddresses } from '../../../server/src/domain/without-addresses';

const about = (changes: Partial<NoticeSubjectMatter> = {}): NoticeSubjectMatter => ({
  registrant: { firstName: 'Ann', lastName: 'Lee', joinUrl: null },
  meeting: {
    documentId: 'm1',
    sessionDocumentId: 's1',
    topic: 'Yoga',
    startTime: new Date('2026-03-28T17:00:00Z'),
    durationMinutes: 600,
    timezone: 'Europe/Paris',
    joinUrl: 'https://zoom.example/j/1?pwd=x',
  },
  previousStartTime: null,
  minutesBefore: null,
  ...changes,
});

const write = (text: string, matter = about(), subject = 'S') =>
  writeNotice({
    kind: 'reminder',
    template: { enabled: true, subject, text },
    about: matter,
    locale: 'en-GB',
  });

describe('the text of a notice', () => {
  test('times are those of the session’s zone, over a change of the clocks', () => {
    const { text } = write('{startTime} to {endTime} {timezone}');
    expect(text).toContain('28 March 2026 at 18:00');
    // Ten hours later the clock has gone forward.
    expect(text).toMatch(/29 March 2026 at 0?5:00/);
    expect(text).toContain('Europe/Paris');
  });

  test('an own link goes before the common one', () => {
    const registrant = { firstName: null, lastName: null, joinUrl: 'https://zoom.example/w/own' };
    expect(write('{joinUrl}', about({ registrant })).text).toBe('https://zoom.example/w/own');
    expect(write('{joinUrl}').text).toBe('https://zoom.example/j/1?pwd=x');
  });

  test('a placeholder without a value takes its space along', () => {
    const registrant = { firstName: null, lastName: '  ', joinUrl: null };
    expect(write('Hello {firstName},', about({ registrant })).text).toBe('Hello,');
  });

  test('values bring no headers and are not read as templates', () => {
    const meeting = { ...about().meeting, topic: 'A\r\nBcc: x@y.example\u2028{joinUrl}' };
    const { subject, text } = write('{topic}', about({ meeting }), '{topic}!');
    expect(subject).toBe('A Bcc: x@y.example {joinUrl}!');
    expect(text).toBe('A Bcc: x@y.example {joinUrl}');
  });

  test('an unknown zone is UTC, and says so', () => {
    const meeting = { ...about().meeting, timezone: 'Mars/Olympus' };
    expect(write('{startTime} {timezone}', about({ meeting })).text).toContain('17:00 UTC');
  });

  test('what comes with the plugin names no unknown placeholder and fills all of them', () => {
    for (const kind of NOTICE_KINDS) {
      const template = DEFAULT_NOTICES[kind];
      expect(unknownPlaceholders(kind, template.subject + template.text)).toEqual([]);
      const mail = writeNotice({
        kind,
        template,
        about: about({ previousStartTime: new Date(0), minutesBefore: 60 }),
        locale: 'en',
      });
      expect(mail.subject + mail.text).not.toMatch(/[{}]/);
    }
  });
});

describe('texts for logs and listeners', () => {
  test.each([
    ['User does not exist: Eve.O-Neil+x@school.example.', 'User does not exist: [address]'],
    ['<a@b.example>: refused', '<[address]>: refused'],
    ['see https://zoom.example/s/1?zak=secret now', 'see [link] now'],
    ['nothing to hide, at 10:00', 'nothing to hide, at 10:00'],
  ])('%s', (text, wanted) => {
    expect(withoutAddresses(text)).toBe(wanted);
  });
});

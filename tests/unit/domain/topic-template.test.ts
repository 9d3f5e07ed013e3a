import fc from 'fast-check';

import { renderTopic, templatePaths } from '../../../server/src/domain/topic-template';

const TEMPLATE = '{courseName} - Session {sessionNumber}';

describe('a topic from a template', () => {
  it('fills what is known', () => {
    expect(renderTopic(TEMPLATE, { courseName: 'Algebra', sessionNumber: 3 })).toBe(
      'Algebra - Session 3'
    );
  });

  it('leaves out a part whose placeholders are all empty, with its separator', () => {
    expect(renderTopic(TEMPLATE, { courseName: 'Algebra' })).toBe('Algebra');
    expect(renderTopic(TEMPLATE, { sessionNumber: 3 })).toBe('Session 3');
    expect(renderTopic('{a} · {b} | {c}', { a: 'A', c: 'C' })).toBe('A | C');
    expect(renderTopic('{a}: {b}', { b: 'B' })).toBe('B');
    expect(renderTopic('{a}: {b}', { a: 'A', b: 'B' })).toBe('A: B');
    expect(renderTopic('{a}: {b}', { a: 'At 9:30', b: 'B' })).toBe('At 9:30: B');
  });

  it('keeps a part that says something of itself', () => {
    expect(renderTopic('School: {courseName} - live', { courseName: 'Art' })).toBe(
      'School: Art - live'
    );
    expect(renderTopic('Course', {})).toBe('Course');
  });

  it('is empty where nothing is known', () => {
    expect(renderTopic(TEMPLATE, {})).toBe('');
    expect(renderTopic(TEMPLATE, { courseName: '  ', sessionNumber: null })).toBe('');
  });

  it('reads paths over relations', () => {
    const values = { course: { title: 'Yoga', teacher: { name: 'Mia' } } };
    expect(renderTopic('{course.title} - {course.teacher.name}', values)).toBe('Yoga - Mia');
    expect(renderTopic('{course.title} - {course.teacher.name}', { course: null })).toBe('');
  });

  it('shows numbers, zero too, and nothing of objects and lists', () => {
    expect(renderTopic('{n}', { n: 0 })).toBe('0');
    expect(renderTopic('{n}', { n: {} })).toBe('');
    expect(renderTopic('{n.constructor.name}', { n: [] })).not.toContain('function');
  });

  it('is not a template itself: what a value says is never filled again', () => {
    expect(renderTopic(TEMPLATE, { courseName: '{sessionNumber}', sessionNumber: 7 })).toBe(
      '{sessionNumber} - Session 7'
    );
    expect(renderTopic('{a}', { a: '$& $1' })).toBe('$& $1');
  });

  it('never throws, whatever template and values', () => {
    fc.assert(
      fc.property(fc.string(), fc.object(), (template, values) => {
        expect(typeof renderTopic(template, values)).toBe('string');
      })
    );
  });
});

describe('the paths of a template', () => {
  it('are each named once', () => {
    expect(templatePaths('{a} {b.c} {a}')).toEqual(['a', 'b.c']);
  });

  it('are none where braces hold no name', () => {
    expect(templatePaths('{} {1} { a } {a.} {a..b}')).toEqual([]);
  });
});

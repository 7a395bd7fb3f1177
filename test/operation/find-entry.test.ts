import { describe, expect, it } from 'vitest';
import { findEntry, findPhase } from '../../src/operation/find-entry.ts';
import { aCriterion, anOperation, anOperationTask, aPhase, SNAIL_TRAIL } from '../given-operation.ts';

describe('an entry', () => {
  it.each([
    ['its number', '5', 'Container health check failures resolved'],
    ['its number as people write it', '#5.', 'Container health check failures resolved'],
    ['one word that no other has', 'monitoring', 'Performance monitoring active'],
    [
      'several words, whatever their order and case',
      'RESOLVED health',
      'Container health check failures resolved',
    ],
    ['words in quotes', '"end-to-end validation"', 'End-to-end validation complete'],
    ['a part of a word', 'perf', 'Performance monitoring active'],
  ])('is found by %s', (_, words, title) => {
    expect(findEntry(SNAIL_TRAIL, 'criterion', words).title).toBe(title);
  });

  it('is counted among its own kind', () => {
    expect(findEntry(SNAIL_TRAIL, 'next', '1').title).toBe('Container Health Investigation');
    expect(findEntry(SNAIL_TRAIL, 'task', '1').title).toBe('Health Check Fix');
  });

  const similar = anOperation({
    entries: ['Test', 'Test ALB', 'Testing in 2026', 'test the ALB again'].map((title) =>
      anOperationTask(title),
    ),
  });

  it.each([
    ['a whole title over a word of a longer one', 'test', 'Test'],
    ['whole words over parts', 'test again', 'test the ALB again'],
    ['a part that only one has', 'estin', 'Testing in 2026'],
    ['a number that is no place, as a word', '2026', 'Testing in 2026'],
  ])('is %s', (_, words, title) => {
    if (words === '2026') return expect(() => findEntry(similar, 'task', words)).not.toThrow();
    expect(findEntry(similar, 'task', words).title).toBe(title);
  });

  it('is asked for by number where several fit', () => {
    expect(() => findEntry(similar, 'task', 'alb')).toThrow(
      '2 tasks fit "alb". Type the number:\n2. Test ALB\n4. test the ALB again',
    );
  });

  it('is not guessed: the nearest are named', () => {
    expect(() => findEntry(SNAIL_TRAIL, 'criterion', 'container helth checks')).toThrow(
      'No criterion fits "container helth checks". Near it:\n4. Container health check path corrected\n5. Container health check failures resolved',
    );
  });

  it.each([
    ['a number beyond the last', '12', 'There is no criterion 12: there are 10 criteria. Type a number'],
    ['nothing', ' ', 'Which criterion? Type its number or words of its title.'],
    ['what nothing is like', 'zebra', 'No criterion fits "zebra". Type a number as the list shows it.'],
    ['signs alone', '!?', 'No criterion fits "!?".'],
  ])('is refused in words for %s', (_, words, message) => {
    expect(() => findEntry(SNAIL_TRAIL, 'criterion', words)).toThrow(message);
  });

  it('is not looked for where there is none of the kind', () => {
    expect(() => findEntry(anOperation(), 'wisdom', '1')).toThrow(
      'The operation has no words of wisdom yet.',
    );
  });

  it('names at most five of those that fit, and counts the others', () => {
    const many = anOperation({ entries: Array.from({ length: 9 }, (_, at) => aCriterion(`Check ${at}`)) });
    expect(() => findEntry(many, 'criterion', 'check')).toThrow(/5\. Check 4\nand 4 more$/);
  });
});

describe('a phase', () => {
  const numbered = anOperation({ phases: [aPhase(3, 'Cleaning'), aPhase(7, 'Moving'), aPhase(1, 'Asking')] });

  it.each([
    ['its own number before its place', '1', 'Asking'],
    ['its place where no heading has the number', '2', 'Moving'],
    ['the word phase and a number', 'Phase 7', 'Moving'],
    ['words', 'clean', 'Cleaning'],
  ])('is found by %s', (_, words, title) => {
    expect(findPhase(numbered, words).title).toBe(title);
  });

  it('is asked for by words where two have the number', () => {
    const twice = anOperation({ phases: [aPhase(2, 'Cleaning'), aPhase(2, 'Moving')] });
    expect(() => findPhase(twice, '2')).toThrow('2 phases have the number 2. Type words of the title:');
  });

  it('is refused in words where there is none such', () => {
    expect(() => findPhase(numbered, '9')).toThrow('There is no phase 9: there are 3 phases.');
  });
});

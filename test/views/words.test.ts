import { expect, it } from 'vitest';
import { ago, revisionWord } from '../../src/views/words.ts';
import { aRevision, minutesAgo, NOW } from '../given.ts';

it('a moment is just now, or some time ago', () => {
  expect(ago(NOW, NOW)).toBe('just now');
  expect(ago(new Date(NOW.getTime() + 5000), NOW)).toBe('just now');
  expect(ago(new Date(NOW.getTime() - 1000), NOW)).toBe('1 s ago');
  expect(ago(minutesAgo(12), NOW)).toBe('12 min ago');
});

it('a revision has a number, or is not known', () => {
  expect(revisionWord(aRevision(15))).toBe('rev 15');
  expect(revisionWord(undefined)).toBe('revision not known');
});

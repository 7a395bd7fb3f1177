import { expect, it } from 'vitest';
import { conflictsBeside, conflictsMessage } from '../../src/views/operation-conflicts.ts';
import { NOW } from '../given.ts';
import { HOSTILE, offences } from './alert-cases.ts';
import { blocksFit, HUGE_HOSTILE, pressed, SNAIL } from './operation-cases.ts';

const CONFLICT = { id: 'c1', subject: 'task "A"', ours: 'mine', theirs: undefined, at: NOW };

it('has both sides of each, page by page', () => {
  const conflicts = Array.from({ length: 20 }, (_, at) => ({ ...CONFLICT, id: `c${at}` }));
  const message = conflictsMessage({ operation: SNAIL, conflicts, page: 2, now: NOW });
  expect(message.text).toContain('20 conflicts in Snail Trail: the file’s words stand until you choose');
  expect(message.text).toContain('    edited here: “mine”\n    in the file: gone');
  expect(pressed(message)).toContain('turn-page [Next] op-1 conflicts --page 3');
  expect(blocksFit(message)).toBe(true);
  expect(conflictsMessage({ operation: SNAIL, conflicts: [], page: 1, now: NOW }).text).toContain('agree');
});

it('says nothing beside another message where there is none', () => {
  expect(conflictsBeside({ operation: SNAIL, conflicts: [], now: NOW })).toEqual({ lines: [], blocks: [] });
});

it.each([HOSTILE, HUGE_HOSTILE])('lets no word call, link or break its place', (words) => {
  const conflicts = [{ ...CONFLICT, subject: words, ours: words, theirs: words }];
  expect(offences(conflictsMessage({ operation: SNAIL, conflicts, page: 1, now: NOW }))).toEqual([]);
});

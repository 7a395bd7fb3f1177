import { expect, it } from 'vitest';
import { progressOf, type Verified } from '../../src/operation/progress.ts';
import { gapWords, numbersWords } from '../../src/views/progress-words.ts';
import { SPOKEN } from '../../src/views/speech.ts';
import { aCriterion, anOperation, aPercent, at, said } from '../given-operation.ts';

function words(
  claim: { percent: number | undefined; words: string } | undefined,
  [met, all]: readonly [number, number],
  { bound = 0, verified }: { bound?: number; verified?: Verified } = {},
) {
  const operation = anOperation({
    header: { claimed: claim && said(claim, 4) },
    entries: Array.from({ length: all }, (_, index) =>
      aCriterion(`c${index}`, {
        met: index < met,
        at: at(10 + index),
        probe: index < bound ? 'service steady web' : undefined,
      }),
    ),
  });
  const progress = progressOf(operation, verified ? { verified } : {});
  return `${numbersWords(operation, progress, SPOKEN)} | ${gapWords(operation, progress, SPOKEN)}`;
}

const HALF = { percent: undefined, words: 'about half' };

it.each([
  [
    words(aPercent(99), [4, 10]),
    'claimed 99 % · criteria 4/10 · verified 0/10 (no probe bound) | The tracker claims 99 % (line 4), while 4 of 10 criteria are ticked (lines 10–19): 59 points apart.',
  ],
  [
    words(aPercent(30), [4, 10]),
    'claimed 30 % · criteria 4/10 · verified 0/10 (no probe bound) | The tracker claims 30 % (line 4), while 4 of 10 criteria are ticked (lines 10–19): 10 points apart, the claim being the lower one.',
  ],
  [
    words(aPercent(100), [1, 1]),
    'claimed 100 % · criteria 1/1 · verified 0/1 (no probe bound) | The tracker claims 100 % (line 4), and 1 of 1 criterion is ticked (line 10): they agree.',
  ],
  [
    words(HALF, [0, 2]),
    'claimed “about half” · criteria 0/2 · verified 0/2 (no probe bound) | The tracker says “about half” (line 4), which is no number; 0 of 2 criteria are ticked (lines 10–11).',
  ],
  [
    words(undefined, [1, 2]),
    'claimed nothing · criteria 1/2 · verified 0/2 (no probe bound) | The tracker claims no number; 1 of 2 criteria is ticked (lines 10–11).',
  ],
  [
    words(aPercent(90), [0, 0]),
    'claimed 90 % · no criteria · nothing to verify | The tracker claims 90 % (line 4) and names no criterion that would show it.',
  ],
])('keeps the numbers apart: %s', (told, expected) => {
  expect(told).toBe(expected);
});

it('tells a probe that never ran from one that proves nothing', () => {
  expect(words(aPercent(99), [4, 10], { bound: 3 })).toContain(
    'verified 0/10 (3 probes bound, none run yet)',
  );
  const verified = { done: 3, all: 10, bound: 3 };
  expect(words(aPercent(99), [4, 10], { bound: 3, verified })).toContain('verified 3/10 |');
});

import { expect, it } from 'vitest';
import type { Difference } from '../../src/diagnosis/differences.ts';
import { differenceWords } from '../../src/views/difference-words.ts';

const command = {
  id: 'drift-command-changed',
  what: 'command of app',
  how: 'changed',
  before: 'a',
  after: 'b',
} as const;

function ecr(digit: string): string {
  return `${digit.repeat(12)}.dkr.ecr.eu-central-1.amazonaws.com/`;
}

/** An image whose registry may be another one too. */
function images(before: string, after: string): Difference {
  return {
    ...{ id: 'drift-image-changed', what: 'image of app', how: 'changed' },
    ...{ before: `${ecr(before)}app:1`, after: `${ecr(after)}app:2` },
  };
}

it.each([
  [command, 'the command of app changed: a → b'],
  [{ ...command, how: 'added', before: undefined } as const, 'the command of app was added: b'],
  [
    { ...command, what: 'variable A of app', before: undefined, after: undefined },
    'variable A of app was changed',
  ],
  [{ ...command, what: 'variable A of app', after: undefined }, 'variable A of app changed: a → not shown'],
  [images('1', '1'), 'the image of app changed: app:1 → app:2'],
  [images('1', '2'), `the image of app changed: ${ecr('1')}app:1 → ${ecr('2')}app:2`],
])('says %j', (difference, words) => {
  expect(differenceWords(difference)).toBe(words);
});

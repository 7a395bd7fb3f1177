import { expect, it } from 'vitest';
import { differenceWords } from '../../src/views/difference-words.ts';

const command = {
  id: 'drift-command-changed',
  what: 'command of app',
  how: 'changed',
  before: 'a',
  after: 'b',
} as const;

it.each([
  [command, 'the command of app changed: a → b'],
  [{ ...command, how: 'added', before: undefined } as const, 'the command of app was added: b'],
  [
    { ...command, what: 'variable A of app', before: undefined, after: undefined },
    'variable A of app was changed',
  ],
  [{ ...command, what: 'variable A of app', after: undefined }, 'variable A of app changed: a → not shown'],
])('says %j', (difference, words) => {
  expect(differenceWords(difference)).toBe(words);
});

import { expect, it } from 'vitest';
import { dismissalOf } from '../../src/operation/dismissed.ts';
import { NOW } from '../given.ts';
import { ANNA } from '../given-alerts.ts';

it.each<[what: string, dismissed: object, found: object, holds: boolean]>([
  ['the same statements', { key: 'a' }, { key: 'a' }, true],
  ['others', { key: 'a' }, { key: 'b' }, false],
  ['a gap that became smaller', { key: 'a', gap: 59 }, { key: 'a', gap: 49 }, true],
  ['a gap that grew', { key: 'a', gap: 59 }, { key: 'a', gap: 60 }, false],
  ['a gap that was not taken down', { key: 'a' }, { key: 'a', gap: 60 }, true],
])('a dismissal is held against %s', (_, dismissed, found, holds) => {
  const one = { key: '', reason: 'known', by: ANNA, at: NOW, ...dismissed };
  expect(dismissalOf({ key: '', ...found }, [one])).toEqual(holds ? one : undefined);
});

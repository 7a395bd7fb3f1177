import { describe, expect, it } from 'vitest';
import { headerName, phaseWishOf } from '../../src/ask/phase-wish.ts';
import { aCall } from '../fakes.ts';
import { NOW } from '../given.ts';

function wish(text: string) {
  const words = text === '' ? [] : text.split(' ');
  return phaseWishOf({ ...aCall(), words }, { now: NOW, isOne: (name) => name === 'move the data' });
}

describe('what is typed behind `phase`', () => {
  it.each([
    ['', { kind: 'list' }],
    ['list', { kind: 'list' }],
    ['4', { kind: 'show', which: '4' }],
    ['add Production hardening', { kind: 'add', title: 'Production hardening' }],
    ['start 4', { kind: 'start', which: '4' }],
    ['start move the data', { kind: 'start', which: 'move the data' }],
    ['done 4', { kind: 'done', which: '4' }],
    ['COMPLETE 4', { kind: 'done', which: '4' }],
    ['progress 4 60', { kind: 'set', which: '4', field: 'claimed', value: '60' }],
    ['status 4 in progress', { kind: 'set', which: '4', field: 'status', value: 'in progress' }],
    [
      'focus move the data by hand',
      { kind: 'set', which: 'move the data', field: 'focus', value: 'by hand' },
    ],
    ['focus 4 3 tables', { kind: 'set', which: '4', field: 'focus', value: '3 tables' }],
    ['rename 4 Hardening', { kind: 'set', which: '4', field: 'title', value: 'Hardening' }],
    ['assign move the data me', { kind: 'extra', which: 'move the data', given: { owner: { id: 'U1' } } }],
    ['due 4 none', { kind: 'extra', which: '4', given: { due: { day: undefined } } }],
    ['link 4 https://example.com', { kind: 'extra', which: '4', given: { url: 'https://example.com' } }],
  ])('%s', (text, wanted) => {
    expect(wish(text)).toEqual(wanted);
  });

  it.each([
    ['start', 'phase start <n>'],
    ['progress 4', 'phase progress <n> <words>'],
    ['focus move the data', 'phase focus <n> <words>'],
    ['assign 4', 'phase assign <n> <words>'],
    ['stat 4 x', 'nothing I know. Did you mean'],
    ['zzzzzz', '`/snail help phase` shows all'],
    ['due 4 someday', 'no day I know'],
  ])('refuses %s', (text, words) => {
    expect(() => wish(text)).toThrow(words);
  });
});

it('names a phase as headers do', () => {
  expect(headerName({ number: 4, title: 'Deploy' })).toBe('Phase 4 - Deploy');
  expect(headerName({ number: undefined, title: 'Deploy' })).toBe('Deploy');
});

import { describe, expect, it } from 'vitest';
import {
  ENTRY_OPTIONS,
  entryWishOf,
  roleOfEntryWords,
  type TypedKind,
  verbsOf,
} from '../../src/ask/entry-wish.ts';
import { parseWords } from '../../src/ask/grammar.ts';

const NOW = new Date('2026-03-04T12:00:00Z');
const ME = { id: 'U1', team: 'T1', kind: 'member', groups: [] } as const;

function wish(kind: TypedKind, text: string) {
  return entryWishOf(
    kind,
    { ...parseWords(text, ENTRY_OPTIONS), person: ME },
    { now: NOW, isOne: (words) => words === 'alb access' },
  );
}

describe('what is typed behind an entry’s command', () => {
  it.each<[TypedKind, string, object]>([
    ['task', '', { kind: 'list', only: { state: undefined, mine: false, page: 1 } }],
    ['task', 'list --open --page 3', { kind: 'list', only: { state: 'open', page: 3 } }],
    ['task', '--mine', { kind: 'list', only: { mine: true } }],
    ['task', '3', { kind: 'show', which: '3' }],
    ['task', 'add Read the logs', { kind: 'add', given: { title: 'Read the logs' } }],
    ['task', 'add Logs: read them all', { kind: 'add', given: { title: 'Logs', detail: 'read them all' } }],
    ['task', 'add', { kind: 'add', given: { title: undefined } }],
    [
      'task',
      'add Logs --owner me --due tomorrow',
      { kind: 'add', given: { owner: { id: 'U1' }, due: { day: '2026-03-05' } } },
    ],
    ['task', 'done 3', { kind: 'settle', which: '3', as: 'done' }],
    ['task', 'done alb access', { kind: 'settle', which: 'alb access', as: 'done' }],
    ['task', 'done', { kind: 'settle', which: undefined, as: 'done' }],
    ['task', 'reopen 3', { kind: 'settle', which: '3', as: 'open' }],
    ['task', 'assign 3 <@U0123|ana>', { kind: 'edit', which: '3', given: { owner: { id: 'U0123' } } }],
    [
      'task',
      'assign alb access none',
      { kind: 'edit', which: 'alb access', given: { owner: { id: undefined } } },
    ],
    ['task', 'assign 3', { kind: 'edit', which: '3', given: {} }],
    ['task', 'due 3 2026-04-01', { kind: 'edit', which: '3', given: { due: { day: '2026-04-01' } } }],
    [
      'task',
      'link 3 <https://acme.test/a?b=1>',
      { kind: 'edit', which: '3', given: { url: '<https://acme.test/a?b=1>' } },
    ],
    ['task', 'edit 3 Other words', { kind: 'edit', which: '3', given: { title: 'Other words' } }],
    [
      'task',
      'edit "alb access" Other words: and why',
      { kind: 'edit', which: 'alb access', given: { title: 'Other words', detail: 'and why' } },
    ],
    [
      'task',
      'edit alb access Other words: and why',
      { kind: 'edit', which: 'alb access', given: { title: 'Other words', detail: 'and why' } },
    ],
    ['task', 'edit alb access', { kind: 'edit', which: 'alb access', given: {} }],
    ['task', 'remove 3', { kind: 'remove', which: '3' }],
    ['blocker', 'clear 1', { kind: 'settle', which: '1', as: 'done' }],
    [
      'blocker',
      'impact 1 nobody can log in',
      { kind: 'edit', which: '1', given: { impact: 'nobody can log in' } },
    ],
    ['finding', 'refute 2', { kind: 'settle', which: '2', as: 'refuted' }],
    ['criterion', 'met 5', { kind: 'settle', which: '5', as: 'done' }],
  ])('%s %s', (kind, text, wanted) => {
    expect(wish(kind, text)).toMatchObject(wanted);
  });

  it.each<[TypedKind, string, RegExp]>([
    ['task', 'doen 3', /Did you mean `\/snail task done`/],
    ['decision', 'done 3', /nothing I know/],
    ['task', 'impact 3 much', /nothing I know/],
    ['task', 'due 3 someday', /no day I know/],
    ['task', 'list --page 0', /no page/],
    ['task', 'list --open --done', /Either/],
  ])('refuses %s %s', (kind, text, words) => {
    expect(() => wish(kind, text)).toThrow(words);
  });

  it('lets people look who may not change', () => {
    expect([[], ['list'], ['7'], ['#7']].map(roleOfEntryWords)).toEqual(Array(4).fill('viewer'));
    expect([['add'], ['done', '7']].map(roleOfEntryWords)).toEqual(['operator', 'operator']);
  });

  it('understands every verb that it names', () => {
    for (const verb of verbsOf('blocker').filter((each) => each !== 'due')) {
      expect(() => wish('blocker', `${verb} 1 me`)).not.toThrow(/nothing I know/);
    }
  });
});

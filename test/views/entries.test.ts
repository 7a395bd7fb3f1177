import { describe, expect, it } from 'vitest';
import { type EntryKind, entriesOf, type Operation } from '../../src/operation/operation.ts';
import { isOpen } from '../../src/operation/settled.ts';
import { type EntriesFacts, entriesMessage, numberedEntries } from '../../src/views/entries.ts';
import { IN_CHANNEL, minutesAgo, NOW } from '../given.ts';
import { ANNA } from '../given-alerts.ts';
import {
  aHugeOperation,
  anOperation,
  anOperationTask,
  aPhase,
  dayFromNow,
  SNAIL_TRAIL,
  TAKEN_IN_AT,
} from '../given-operation.ts';
import { HOSTILE, marked, offences } from './alert-cases.ts';
import { blocksFit, HUGE_HOSTILE, pressed, SNAIL } from './operation-cases.ts';

function list(kind: EntryKind, given: Partial<EntriesFacts> = {}, operation: Operation = SNAIL_TRAIL) {
  const entries = numberedEntries(entriesOf(operation, kind));
  return entriesMessage({
    operation: { ...SNAIL, phases: operation.phases },
    kind,
    entries,
    total: entries.length,
    options: '',
    page: 1,
    place: IN_CHANNEL,
    extras: Object.fromEntries(entries.map(({ entry }) => [entry.id, { firstSeenAt: TAKEN_IN_AT }])),
    names: { UBEN: 'Ben' },
    now: NOW,
    ...given,
  });
}

describe('a list of entries', () => {
  it.each(['task', 'criterion', 'blocker', 'finding', 'decision', 'next', 'insight'] as const)(
    'has number, state, words and line of each %s',
    (kind) => {
      expect(list(kind).text).toMatchSnapshot();
    },
  );

  it('says who has it, until when, since when and what backs it up', () => {
    const { text } = list('task', {
      extras: {
        'task:alb access testing': {
          owner: 'UBEN',
          dueOn: dayFromNow(-2),
          added: { by: ANNA, at: minutesAgo(180) },
          proof: [{ by: ANNA, at: NOW, url: 'https://x.example/p1', words: 'it answers' }],
        },
      },
    });
    expect(text).toContain(
      '· Ben · due 2 Mar, ⏰ 2 d overdue · added 3 h ago by Anna · proof: it answers https://x.example/p1 · line 86',
    );
  });

  it('keeps the numbers when it is filtered', () => {
    const all = numberedEntries(entriesOf(SNAIL_TRAIL, 'criterion'));
    const entries = all.filter(({ entry }) => isOpen(entry));
    const { text } = list('criterion', { entries, options: '--open' });
    expect(text).toMatch(/^Criteria of Snail Trail · 6 of 10 fit --open · imported 3 d ago\n5 ⬜ open/);
  });

  it('says how to go on where it is empty', () => {
    expect(list('task', {}, anOperation()).text).toBe(
      'Tasks of Snail Trail · 0 of 0 open\nThe tracker has no task yet: /snail task add <words>',
    );
    expect(list('task', { entries: [], options: '--open' }).text).toContain(
      'No task fits --open: /snail task lists all 5',
    );
  });

  it('never lends the age of the others to one of which none is known', () => {
    const { text } = list('next', {
      extras: { 'next:service configuration check': { firstSeenAt: TAKEN_IN_AT } },
    });
    expect(text).toMatch(/^Next steps of Snail Trail · 3 of 3 open\n/);
    expect(text).toMatch(/\n2 .* · imported 3 d ago · line 159/);
  });

  it('names the phase only where they are of several', () => {
    const operation = anOperation({
      phases: [aPhase(1, 'One'), aPhase(2, 'Two')],
      entries: [anOperationTask('a', { phase: 'phase:1' }), anOperationTask('b', { phase: 'phase:2' })],
    });
    expect(list('task', {}, operation).text).toMatch(/a · phase 1 · .*\n.*b · phase 2 · /);
    expect(list('task').text).not.toContain('phase');
  });

  it('is turned page by page, in 250 pages of 5,000 tasks', () => {
    const message = list('task', { page: 3 }, aHugeOperation());
    expect(message.text).toContain('page 3 of 250');
    expect(message.text).toContain('\n41 ✅ done');
    expect(message.text).toContain('more: /snail task --page 4');
    expect(pressed(message).slice(0, 2)).toEqual([
      'turn-page [Previous] op-1 task --page 2',
      'turn-page [Next] op-1 task --page 4',
    ]);
    expect(blocksFit(message)).toBe(true);
    expect(list('task', { page: 900 }, aHugeOperation()).text).toContain('page 250 of 250');
  });

  it('ticks what is open and edits all, by kind, number and key', () => {
    const buttons = pressed(list('blocker'));
    expect(buttons[0]).toMatch(
      /^tick-entry \[1 · Container Health Check Investigation\] op-1 done blocker 1 [0-9a-z]+$/,
    );
    expect(buttons[1]).toMatch(/^open-form \[1 · Con.*\] edit-entry op-1 blocker 1 [0-9a-z]+$/);
    expect(buttons[2]).toBe('open-form [Add…] add-entry op-1 blocker');
    expect(pressed(list('task')).filter((each) => each.startsWith('tick-entry'))).toHaveLength(4);
    expect(pressed(list('decision')).join()).not.toContain('tick-entry');
  });

  it.each([HOSTILE, HUGE_HOSTILE])('lets no word call, link or break its place', (words) => {
    const entries = numberedEntries(
      Array.from({ length: 20 }, () => anOperationTask(words, { detail: words, phase: 'p' })),
    );
    const proof = [{ by: { id: 'U1', name: words }, at: NOW, url: 'javascript:alert(1)', words }];
    const id = entries[0]?.entry.id ?? '';
    const message = list('task', { entries, options: words, extras: { [id]: { owner: words, proof } } });
    expect(offences(message)).toEqual([]);
    expect(marked(message)).not.toContain('javascript');
  });
});

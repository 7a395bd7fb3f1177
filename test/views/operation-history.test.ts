import { expect, it } from 'vitest';
import { historyMessage } from '../../src/views/operation-history.ts';
import { NOW } from '../given.ts';
import { aHistoryEntry } from '../given-operation.ts';
import { HOSTILE, offences } from './alert-cases.ts';
import { HUGE_HOSTILE, pressed, SNAIL } from './operation-cases.ts';

it('has what was done, by whom and when, the newest first, and what was taken back', () => {
  const steps = [
    aHistoryEntry({ seq: 3, what: 'undid step 2', undoes: 2 }),
    aHistoryEntry(),
    aHistoryEntry({ seq: 1, what: 'took in operation-tracker.md' }),
  ];
  const message = historyMessage({ operation: SNAIL, steps, undoable: 1, page: 1, now: NOW });
  expect(message.text).toBe(
    [
      'History of Snail Trail · 3 steps',
      '3 undid step 2 · 1 h ago by Ben · 4 Mar 02:00 UTC',
      '2 ticked criterion 5 "Container health check failures resolved" · 1 h ago by Ben · 4 Mar 02:00 UTC · ↩️ taken back',
      '1 took in operation-tracker.md · 1 h ago by Ben · 4 Mar 02:00 UTC',
    ].join('\n'),
  );
  expect(pressed(message)).toEqual(['undo-change [Undo step 1] op-1 1']);
});

it('says that nothing was done, and is turned page by page', () => {
  const none = historyMessage({ operation: SNAIL, steps: [], undoable: undefined, page: 1, now: NOW });
  expect(none.text).toBe('History of Snail Trail · nothing was done to it here yet');
  expect(pressed(none)).toEqual([]);
  const steps = Array.from({ length: 50 }, (_, at) => aHistoryEntry({ seq: 50 - at }));
  const second = historyMessage({ operation: SNAIL, steps, undoable: undefined, page: 2, now: NOW });
  expect(second.text).toMatch(/^History of Snail Trail · 50 steps · page 2 of 3\n30 /);
  expect(pressed(second)[0]).toBe('turn-page [Previous] op-1 history');
});

it.each([HOSTILE, HUGE_HOSTILE])('lets no word call, link or break its place', (words) => {
  const steps = [aHistoryEntry({ what: words, by: { id: 'U1', name: words } })];
  const operation = { id: 'op-1', name: words };
  expect(offences(historyMessage({ operation, steps, undoable: 2, page: 1, now: NOW }))).toEqual([]);
});

import { expect, it } from 'vitest';
import { noOperationMessage, type OperationLine, operationsMessage } from '../../src/views/operations.ts';
import { IN_CHANNEL, minutesAgo, NOW } from '../given.ts';
import { HOSTILE, offences } from './alert-cases.ts';
import { HUGE_HOSTILE, pressed } from './operation-cases.ts';

const ONE: OperationLine = {
  id: 'op-1',
  name: 'Snail Trail',
  fileName: 'operation-tracker.md',
  changedAt: minutesAgo(60),
  archivedAt: undefined,
  channels: 2,
};
const OTHER = { ...ONE, id: 'op-2', name: 'Move', fileName: undefined, channels: 0 };
const PAST = { ...ONE, id: 'op-3', name: 'Past', archivedAt: minutesAgo(120), channels: 1 };

it('lists all, marks the one of the place, and offers the others that are not archived', () => {
  const message = operationsMessage({
    operations: [ONE, OTHER, PAST],
    current: 'op-1',
    page: 1,
    place: IN_CHANNEL,
    now: NOW,
  });
  expect(message.text).toBe(
    [
      '3 operations',
      '▶ Snail Trail · the one of this channel · operation-tracker.md · changed 1 h ago · in 2 channels',
      '• Move · never had a file · changed 1 h ago · in no channel',
      '• Past · operation-tracker.md · changed 1 h ago · 🗄️ archived 2 h ago · in 1 channel',
    ].join('\n'),
  );
  expect(pressed(message)).toEqual(['use-operation [Move] op-2', 'open-form [Import…] import-operation -']);
});

it('says how to begin where there is none', () => {
  const none = noOperationMessage(IN_CHANNEL, 0);
  expect(none.text).toBe(
    [
      'No operation is set for this channel.',
      '/snail op import: takes in the markdown file in which you keep its progress',
      '/snail op new <name>: begins one without a file',
      'A file sent to me in a direct message is taken in as well. It is never changed itself: /snail op export gives it back with the edits.',
    ].join('\n'),
  );
  expect(pressed(none)).toEqual(['open-form [Import…] import-operation -']);
  expect(offences(none)).toEqual([]);
  const some = noOperationMessage(IN_CHANNEL, 2);
  expect(some.text).toContain('/snail op use <name>: works at one of the 2 operations that there are');
  expect(pressed(some)).toContain('show-list [Operations] - operations');
  const empty = operationsMessage({
    operations: [],
    current: undefined,
    page: 1,
    place: IN_CHANNEL,
    now: NOW,
  });
  expect(empty).toEqual(none);
});

it.each([HOSTILE, HUGE_HOSTILE])('lets no name call, link or break its place', (name) => {
  const operations = Array.from({ length: 30 }, (_, at) => ({
    ...ONE,
    id: `op-${at}`,
    name,
    fileName: name,
  }));
  const facts = { operations, current: undefined, page: 1, place: IN_CHANNEL, now: NOW };
  expect(offences(operationsMessage(facts))).toEqual([]);
});

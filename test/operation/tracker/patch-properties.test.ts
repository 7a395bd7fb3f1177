import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import type { Change } from '../../../src/operation/change.ts';
import { isSettled } from '../../../src/operation/settled.ts';
import { mergeTracker } from '../../../src/operation/tracker/merge.ts';
import { parseTracker } from '../../../src/operation/tracker/parse.ts';
import { patchTracker } from '../../../src/operation/tracker/patch.ts';
import { aTracker } from './given-trackers.ts';

const RUNS = { numRuns: 30 };
const HOSTILE = [
  'plain words',
  '# no heading',
  '- no item',
  '1. no step',
  'a | b',
  '<!-- no comment -->',
  '<b>no tag</b>',
  '*no* _markup_ `code`',
  '[no](https://example.com) link',
  '&amp; no entity',
  '> no quote',
  '<@U123> <!channel>',
  'back\\slash',
];

describe('in any tracker', () => {
  it('ticking changes one line, and reopening says so again', () => {
    fc.assert(
      fc.property(aTracker, fc.nat(), (source, pick) => {
        const tracker = parseTracker(source);
        const entries = tracker.operation.entries.filter((each) => isSettled(each) !== undefined);
        const entry = entries[pick % entries.length]!;
        const done = !isSettled(entry);
        const { source: now, tracker: after } = patchTracker(tracker, { kind: 'tick', id: entry.id, done });
        expect(differing(source, now)).toBe(1);
        expect(isSettled(after.operation.entries.find(({ id }) => id === entry.id)!)).toBe(done);
        const { tracker: back } = patchTracker(after, { kind: 'tick', id: entry.id, done: !done });
        expect(isSettled(back.operation.entries.find(({ id }) => id === entry.id)!)).toBe(!done);
      }),
      RUNS,
    );
  });

  it('hostile words are added as words, in one line, and taken out again byte for byte', () => {
    const kinds = fc.constantFrom('task', 'criterion', 'next' as const);
    fc.assert(
      fc.property(aTracker, kinds, fc.constantFrom(...HOSTILE), (source, kind, title) => {
        const tracker = parseTracker(source);
        const {
          source: now,
          tracker: after,
          added = '',
        } = patchTracker(tracker, { kind: 'add', entry: { kind, title, detail: 'x' } });
        expect(after.operation.entries.find(({ id }) => id === added)).toMatchObject({
          kind,
          title,
          detail: 'x',
        });
        expect(now.split(/\r?\n/)).toHaveLength(source.split(/\r?\n/).length + 1);
        expect(now.includes('\r\n')).toBe(source.includes('\r\n'));
        expect(now.endsWith('\n')).toBe(source.endsWith('\n'));
        expect(patchTracker(after, { kind: 'remove', id: added }).source).toBe(source);
      }),
      RUNS,
    );
  });

  it('editing says the new words and changes one line', () => {
    fc.assert(
      fc.property(
        aTracker,
        fc.nat(),
        fc.constantFrom(...HOSTILE),
        fc.boolean(),
        (source, pick, words, title) => {
          const tracker = parseTracker(source);
          const { entries } = tracker.operation;
          const { id } = entries[pick % entries.length]!;
          const change: Change = title
            ? { kind: 'edit', id, title: words }
            : { kind: 'edit', id, detail: words };
          const { source: now, tracker: after, ids } = patchTracker(tracker, change);
          expect(differing(source, now)).toBe(1);
          const entry = after.operation.entries.find((each) => each.id === (ids[id] ?? id));
          expect(title ? entry?.title : entry?.detail).toBe(words);
        },
      ),
      RUNS,
    );
  });

  it('removing takes out one line, or says why not', () => {
    fc.assert(
      fc.property(aTracker, fc.nat(), (source, pick) => {
        const tracker = parseTracker(source);
        const { entries } = tracker.operation;
        const { id } = entries[pick % entries.length]!;
        try {
          const { tracker: after } = patchTracker(tracker, { kind: 'remove', id });
          expect(after.operation.entries).toHaveLength(entries.length - 1);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      RUNS,
    );
  });

  it('merging with itself or with what was changed on one side alone gives that side', () => {
    fc.assert(
      fc.property(aTracker, aTracker, (one, other) => {
        expect(mergeTracker({ before: one, ours: one, theirs: one }).source).toBe(one);
        expect(mergeTracker({ before: one, ours: one, theirs: other }).source).toBe(other);
        expect(mergeTracker({ before: one, ours: other, theirs: one }).source).toBe(other);
        expect(mergeTracker({ before: one, ours: other, theirs: other }).source).toBe(other);
      }),
      RUNS,
    );
  });
});

function differing(before: string, after: string): number {
  const now = after.split('\n');
  return before.split('\n').filter((line, index) => line !== now[index]).length;
}

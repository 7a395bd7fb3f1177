import { describe, expect, it } from 'vitest';
import type { EntryKind } from '../../../src/operation/operation.ts';
import { composeTracker } from '../../../src/operation/tracker/compose.ts';
import { parseTracker } from '../../../src/operation/tracker/parse.ts';
import { patchTracker } from '../../../src/operation/tracker/patch.ts';
import { NOW } from '../../given.ts';

const KINDS: readonly EntryKind[] = [
  ...(['task', 'criterion', 'blocker', 'focus', 'decision', 'finding'] as const),
  ...(['insight', 'achievement', 'wisdom', 'next', 'note'] as const),
];

describe('a fresh tracker', () => {
  it('is understood whole', () => {
    const { operation, untouched, unsure } = parseTracker(composeTracker({ title: 'Moving', now: NOW }));
    expect(operation).toMatchObject({
      title: 'Moving',
      header: {
        status: { value: 'In progress' },
        startedOn: { value: '2026-03-04' },
        claimed: { value: { percent: 0 } },
      },
      entries: [],
    });
    expect([untouched, unsure]).toEqual([[], []]);
  });

  it.each(['# Moving', '*Moving* `it`', 'Moving\n\n## Tasks', '<!-- x -->', '1. Moving', '[a](https://b.c)'])(
    'has the title %j as words',
    (title) => {
      const { operation } = parseTracker(composeTracker({ title, now: NOW }));
      expect(operation.title).toBe(title.replace(/\s+/g, ' '));
    },
  );

  it('has a place for whatever is added, twice', () => {
    let tracker = parseTracker(composeTracker({ title: 'Moving', now: NOW }));
    for (const kind of KINDS)
      for (const title of ['One', 'Two'])
        ({ tracker } = patchTracker(tracker, { kind: 'add', entry: { kind, title: `${title} ${kind}` } }));
    for (const title of ['Asking', 'Going'])
      ({ tracker } = patchTracker(tracker, { kind: 'add-phase', title }));
    expect(tracker.operation.phases.map(({ number, title }) => `${number} ${title}`)).toEqual([
      '1 Asking',
      '2 Going',
    ]);
    expect(tracker.operation.entries.map(({ kind }) => kind).sort()).toEqual([...KINDS, ...KINDS].sort());
    expect(tracker.source).toMatchSnapshot();
  });
});

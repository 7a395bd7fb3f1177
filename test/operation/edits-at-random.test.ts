import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { applyChange } from '../../src/operation/apply.ts';
import type { Change } from '../../src/operation/change.ts';
import type { EntryKind } from '../../src/operation/operation.ts';
import type { HistoryEntry, OperationRecord } from '../../src/operation/record.ts';
import { parseTracker } from '../../src/operation/tracker/parse.ts';
import type { Tracker } from '../../src/operation/tracker/tracker.ts';
import { undo } from '../../src/operation/undo.ts';

const FOLDER = new URL('teams/', import.meta.url);
const KEPT = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(new URL(name, FOLDER), 'utf8'));
const BY = { by: { id: 'U1', name: 'Dana' }, at: new Date('2025-03-04T10:00:00Z') };

const KINDS: readonly EntryKind[] = ['task', 'criterion', 'blocker', 'decision', 'finding', 'next', 'note'];
const WORDS = fc.constantFrom(
  'Ask Anna',
  'a | b',
  '# no heading',
  '- [x] no box',
  'ends: so',
  'übrig ✅',
  '*a* `b`',
);
/** What to change: `at` picks the entry or phase. */
const STEP = fc.record({
  how: fc.constantFrom('add', 'tick', 'reopen', 'title', 'detail', 'remove', 'claimed', 'status', 'header'),
  at: fc.nat(40),
  kind: fc.constantFrom(...KINDS),
  words: WORDS,
});
const LINES = fc.constantFrom(
  ...[
    '## Tasks',
    '## Blockers',
    '## Phase 1: A',
    '### Done',
    '- [ ] a',
    '- [x] **b**: c',
    '  - d',
    '1. e - done',
  ],
  ...[
    '* ✅ f',
    '> g',
    '',
    '| Task | Status |\n|---|---|\n| h | Done |',
    '**Status**: 10%',
    'prose',
    'None',
    '- None',
  ],
);
const GROWN = fc
  .tuple(fc.array(LINES, { minLength: 2, maxLength: 20 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, end]) => `# T\n${lines.join('\n')}`.replaceAll('\n', end));

it('what is edited is given back byte for byte when it is undone, and every edit leaves all other lines', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom(...KEPT), GROWN),
      fc.array(STEP, { maxLength: 5 }),
      (source, steps) => {
        let record = recordOf(source);
        let tracker = parseTracker(source);
        const history: HistoryEntry[] = [];
        for (const step of steps) {
          const applied = changed(record, tracker, step);
          if (!applied) continue;
          expect(parseTracker(applied.record.source).operation).toEqual(applied.tracker.operation);
          expect(linesLost(record.source, applied.record.source)).toBeLessThan(16);
          history.push({ ...applied.step, seq: history.length + 1, undoes: undefined });
          record = applied.record;
          tracker = applied.tracker;
        }
        const standing = history.length;
        for (let left = standing; left > 0; left -= 1) {
          const undone = undo(record, history, BY);
          history.push({ ...undone.step, seq: history.length + 1 });
          record = undone.record;
        }
        expect(record.source).toBe(source);
        expect(record.extras).toEqual({});
      },
    ),
    { numRuns: 30 },
  );
}, 60_000);

function changed(
  record: OperationRecord,
  tracker: Tracker,
  step: typeof STEP extends fc.Arbitrary<infer T> ? T : never,
) {
  const change = changeOf(tracker, step);
  try {
    return change && applyChange(record, tracker, change, BY);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function changeOf(
  { operation: { entries, phases } }: Tracker,
  { how, at, kind, words }: typeof STEP extends fc.Arbitrary<infer T> ? T : never,
): Change | undefined {
  const id = entries[at % Math.max(1, entries.length)]?.id;
  const phase = phases[at % Math.max(1, phases.length)]?.id;
  if (how === 'add') return { kind: 'add', entry: { kind, title: words } };
  if (how === 'header') return { kind: 'header', field: 'status', value: words };
  if (how === 'claimed' || how === 'status')
    return phase === undefined
      ? undefined
      : { kind: 'phase', id: phase, field: how, value: how === 'status' ? words : '42' };
  if (id === undefined) return undefined;
  if (how === 'tick' || how === 'reopen') return { kind: 'tick', id, done: how === 'tick' };
  if (how === 'remove') return { kind: 'remove', id };
  return how === 'title' ? { kind: 'edit', id, title: words } : { kind: 'edit', id, detail: words };
}

/** How many lines of before are not there any more. */
function linesLost(before: string, after: string): number {
  const now = new Map<string, number>();
  for (const line of after.split(/\r?\n/)) now.set(line, (now.get(line) ?? 0) + 1);
  return before.split(/\r?\n/).filter((line) => {
    const count = now.get(line) ?? 0;
    now.set(line, count - 1);
    return count <= 0;
  }).length;
}

function recordOf(source: string): OperationRecord {
  return {
    ...{ id: 'o1', name: 'move', source, base: source, fileName: 'move.md', takenIn: undefined },
    ...{ extras: {}, dismissed: [], conflicts: [], createdBy: BY.by, createdAt: BY.at, changedAt: BY.at },
    ...{ archivedAt: undefined, version: 1 },
  };
}

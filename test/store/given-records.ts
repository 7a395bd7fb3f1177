import type { HistoryEntry, OperationRecord } from '../../src/operation/record.ts';
import { NOW } from '../given.ts';

const ALICE = { id: 'U0456', name: 'Alice Moreau' };

/** An operation that was never saved, with little in it. */
export function aRecord(given: Partial<OperationRecord> = {}): OperationRecord {
  return {
    id: 'op-1',
    name: 'Move to ECS',
    source: '# Move to ECS\n\n- [ ] Build\n',
    base: '',
    fileName: undefined,
    takenIn: undefined,
    extras: {},
    dismissed: [],
    conflicts: [],
    createdBy: ALICE,
    createdAt: NOW,
    changedAt: NOW,
    archivedAt: undefined,
    version: 0,
    ...given,
  };
}

/** One in which every field says something. */
export function aFullRecord(given: Partial<OperationRecord> = {}): OperationRecord {
  const touch = { by: ALICE, at: NOW };
  return aRecord({
    base: '# Move to ECS\n',
    fileName: 'TRACKER.md',
    takenIn: touch,
    extras: {
      'task:build': {
        owner: 'U1',
        dueOn: '2026-03-09',
        proof: [{ url: 'https://slack.test/archives/C1/p1', words: 'it is built', ...touch }],
        added: touch,
        settled: touch,
        edited: touch,
        firstSeenAt: NOW,
      },
      'phase:1': { startedAt: NOW, endedAt: NOW },
      // Ids are made of what people write.
      ...{ at: { owner: 'U2' }, $at: { owner: 'U3' }, ['__proto__']: { owner: 'U4' } },
    },
    dismissed: [{ key: `done-yet-blocked:${'k'.repeat(9000)}`, reason: 'both are old', ...touch }],
    conflicts: [
      { id: 'c1', subject: 'task "Build"', ours: `- [x] ${'o'.repeat(9000)}`, theirs: undefined, at: NOW },
      { id: 'c2', subject: 'task "Test"', ours: undefined, theirs: '- [ ] Test\r', at: NOW },
    ],
    ...given,
  });
}

/** One step in its history. */
export function aStep(seq: number, given: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    seq,
    by: ALICE,
    at: NOW,
    what: `step ${seq}`,
    splice: { at: 17, removed: '[ ]', added: '[x]' },
    before: {},
    undoes: undefined,
    ...given,
  };
}

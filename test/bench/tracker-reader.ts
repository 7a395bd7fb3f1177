import { performance } from 'node:perf_hooks';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { applyChange } from '../../src/operation/apply.ts';
import { findContradictions } from '../../src/operation/contradictions.ts';
import { entriesOf } from '../../src/operation/operation.ts';
import type { OperationRecord } from '../../src/operation/record.ts';
import { MARKDOWN } from '../../src/operation/tracker/markdown.ts';
import { parseTracker } from '../../src/operation/tracker/parse.ts';
import { reportOf } from '../../src/operation/tracker/report.ts';
import { textOf } from '../../src/operation/tracker/text-of.ts';
import { answerParent } from './parent.ts';

/** What each works at. */
interface Given {
  readonly text: string;
}

/** How long something took, and how many tasks came of it. */
export interface TrackerRead {
  readonly tookMs: number;
  readonly tasks: number;
}

const AT = new Date('2026-03-04T03:00:00Z');
const BY = { id: 'U0BENCH01', name: 'bench' };

answerParent({
  /** The floor: the markdown parser alone, with the extensions that trackers are read with. */
  async bare({ text }: Given): Promise<TrackerRead> {
    const beganAt = performance.now();
    const { children } = fromMarkdown(text, MARKDOWN);
    const items = children.flatMap((block) => (block.type === 'list' ? block.children : []));
    const tasks = items.filter(({ checked }) => typeof checked === 'boolean').length;
    return { tookMs: performance.now() - beganAt, tasks };
  },

  /** From the bytes of a file to what an import tells of it. */
  async imported({ text }: Given): Promise<TrackerRead> {
    const bytes = new TextEncoder().encode(text);
    const beganAt = performance.now();
    const { counts } = reportOf(parseTracker(textOf(bytes)));
    return { tookMs: performance.now() - beganAt, tasks: counts.task ?? 0 };
  },

  /** One task ticked in a tracker that was read before, to the bytes that an export gives. */
  async edited({ text }: Given): Promise<TrackerRead> {
    const tracker = parseTracker(text);
    const tasks = entriesOf(tracker.operation, 'task');
    const open = tasks.find(({ done }) => !done);
    const beganAt = performance.now();
    const change = { kind: 'tick', id: open?.id ?? '', done: true } as const;
    const { record } = applyChange(recordOf(text), tracker, change, { by: BY, at: AT });
    const bytes = new TextEncoder().encode(record.source);
    const tookMs = performance.now() - beganAt;
    // A blank became an x.
    if (bytes.length !== new TextEncoder().encode(text).length) throw new Error('more than a tick changed');
    return { tookMs, tasks: tasks.length };
  },

  async compared({ text }: Given): Promise<TrackerRead> {
    const { operation } = parseTracker(text);
    const beganAt = performance.now();
    findContradictions(operation, text);
    return { tookMs: performance.now() - beganAt, tasks: entriesOf(operation, 'task').length };
  },
});

function recordOf(source: string): OperationRecord {
  return {
    ...{ id: 'bench', name: 'Bench', source, base: source, fileName: 'tracker.md' },
    ...{ takenIn: { by: BY, at: AT }, extras: {}, dismissed: [], conflicts: [] },
    ...{ createdBy: BY, createdAt: AT, changedAt: AT, archivedAt: undefined, version: 1 },
  };
}

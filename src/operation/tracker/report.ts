import type { EntryKind } from '../operation.ts';
import { linesOf } from './lines.ts';
import type { ImportReport, Tracker } from './tracker.ts';

/** What of a file was understood, by kinds; what was left as it is; what may have been meant another way. */
export function reportOf({ source, operation, untouched, unsure }: Tracker): ImportReport {
  const lines = linesOf(source);
  const counts: Partial<Record<EntryKind, number>> = {};
  for (const { kind } of operation.entries) counts[kind] = (counts[kind] ?? 0) + 1;
  return {
    // The end of the last line begins no other.
    lines: lines.at(-1) === '' ? lines.length - 1 : lines.length,
    bytes: new TextEncoder().encode(source).length,
    phases: operation.phases.length,
    sections: operation.sections.length,
    counts,
    untouched,
    unsure,
  };
}

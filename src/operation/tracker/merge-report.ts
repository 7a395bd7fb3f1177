import { entryWords, phaseWords } from '../kind-words.ts';
import type { Operation } from '../operation.ts';
import { entryFields, headerFields, phaseFields } from './merge-edits.ts';
import { matchesOf } from './merge-match.ts';

/** What a file says otherwise than before, and what was kept of the edits made here. In words, in the file's order. */
export interface MergeReport {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly gone: readonly string[];
  /** Edits made here that were made again in the new file. */
  readonly kept: readonly string[];
}

/** Of a file that says what it said. */
export const NO_CHANGES: MergeReport = { added: [], changed: [], gone: [], kept: [] };

/** What came, changed and went between two versions of a file. */
export function reportBetween(before: Operation, now: Operation): MergeReport {
  const { entries, phases } = matchesOf(before, now);
  const known = new Set([...entries.values(), ...phases.values()].map(({ id }) => id));
  const header = differ(headerFields(before), headerFields(now)) ? ['the header'] : [];
  return {
    added: [
      ...now.phases.filter(({ id }) => !known.has(id)).map(phaseWords),
      ...now.entries.filter(({ id }) => !known.has(id)).map(entryWords),
    ],
    changed: [
      ...header,
      ...before.phases.flatMap((phase) => {
        const other = phases.get(phase.id);
        return other && differ(phaseFields(phase), phaseFields(other)) ? [phaseWords(other)] : [];
      }),
      ...before.entries.flatMap((entry) => {
        const other = entries.get(entry.id);
        return other && differ(entryFields(entry), entryFields(other)) ? [entryWords(other)] : [];
      }),
    ],
    gone: [
      ...before.phases.filter(({ id }) => !phases.has(id)).map(phaseWords),
      ...before.entries.filter(({ id }) => !entries.has(id)).map(entryWords),
    ],
    kept: [],
  };
}

function differ(some: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): boolean {
  return some.size !== others.size || [...some].some(([field, value]) => others.get(field) !== value);
}

import { addEntry } from './add-entry.ts';
import type { EntryDraft, Reading, Scope } from './draft.ts';
import { saysNone } from './says-none.ts';
import { sayingOf } from './statement.ts';

/**
 * Takes a heading that stands among blockers for one itself: "### Vendor has not opened the port" with its impact
 * below. Undefined where its words tell what follows ("Primary blocker"), or where a blocker stands below it already.
 */
export function headingAsBlocker(reading: Reading, scope: Scope): EntryDraft | undefined {
  const { kind, inherited, blocker, section, words } = scope;
  if (kind !== 'blocker' || !inherited || blocker || !section) return undefined;
  const statement = sayingOf({ line: section.line, text: words, shape: words, bold: 0 });
  const at = { line: section.line, endLine: section.headEnd };
  const around = { ...scope, within: scope.within.slice(0, -1) };
  scope.blocker = addEntry(reading, around, { kind: 'blocker', statement, at });
  return scope.blocker;
}

/** The same where the heading is over and nothing but prose stood below it. */
export function closeBlocker(reading: Reading, scope: Scope): void {
  const { section, state, words } = scope;
  const last = reading.entries.at(-1)?.at.line ?? 0;
  const holds = !section || last > section.line || reading.sections.at(-1) !== section;
  if (!holds && state === undefined && !saysNone(words)) headingAsBlocker(reading, scope);
}

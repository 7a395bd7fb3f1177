import type { Html, RootContent } from 'mdast';
import type { Operation } from '../operation.ts';
import { probeIn } from './add-entry.ts';
import type { Reading } from './draft.ts';
import { finishEntry } from './finish-entry.ts';
import { idsOf } from './identity.ts';
import { linesOf } from './lines.ts';
import { blocksOf, placeOf } from './markdown.ts';
import { leaveScopes, openHeading, outermost } from './open-heading.ts';
import { type Outline, outlineOf } from './outline.ts';
import { commentsIn } from './plain.ts';
import { readList } from './read-list.ts';
import { readParagraph } from './read-paragraph.ts';
import { readQuote } from './read-quote.ts';
import { readTable } from './read-table.ts';
import { refuseUnreadable } from './refuse.ts';
import type { Tracker } from './tracker.ts';
import { leave, leaveLines } from './untouched.ts';

/**
 * Reads a tracker: what it says, what was left untouched and what may have been meant another way. Whatever
 * is no operation at all is read as well, with nothing understood.
 * @throws UserError for a text that is empty, binary, too long or nested too deeply.
 */
export function parseTracker(source: string): Tracker {
  const lines = linesOf(source);
  refuseUnreadable(source, lines);
  const reading = begun(lines);
  const blocks = blocksOf(withoutFrontMatter(reading, source));
  const outline = outlineOf(blocks);
  for (const [index, block] of blocks.entries())
    readBlock(reading, block, { outline, next: blocks[index + 1] });
  leaveScopes(reading, () => true);
  return { source, operation: operationOf(reading), untouched: reading.untouched, unsure: reading.unsure };
}

interface Around {
  readonly outline: Outline;
  readonly next: RootContent | undefined;
}

function readBlock(reading: Reading, block: RootContent, { outline, next }: Around): void {
  if (block.type === 'thematicBreak') return;
  if (block.type === 'heading') {
    openHeading(reading, block, outline);
    return;
  }
  const scope = reading.scopes.at(-1) ?? outermost();
  if (block.type === 'list') readList(reading, block, { scope, parent: undefined });
  else if (block.type === 'table') readTable(reading, block, scope);
  else if (block.type === 'blockquote') readQuote(reading, block, scope);
  else if (block.type === 'paragraph') readParagraph(reading, block, scope, next);
  else if (block.type !== 'html' || !takeProbe(reading, block)) leave(reading, block);
  const { endLine } = placeOf(block);
  for (const { section } of reading.scopes) if (section) section.endLine = endLine;
}

/** A probe's comment on the line right below a criterion, not indented as it would have to be; false for anything else. */
function takeProbe(reading: Reading, block: Html): boolean {
  const last = reading.entries.at(-1);
  const probe = probeIn(commentsIn(block.value));
  if (last?.kind !== 'criterion' || last.probe !== undefined || probe === undefined) return false;
  if (placeOf(block).line !== last.at.endLine + 1) return false;
  reading.entries[reading.entries.length - 1] = { ...last, probe };
  return true;
}

function begun(lines: readonly string[]): Reading {
  return {
    lines,
    title: undefined,
    header: { status: undefined, startedOn: undefined, currentPhase: undefined, claimed: undefined },
    phases: new Map(),
    sections: [],
    entries: [],
    untouched: [],
    unsure: [],
    scopes: [outermost()],
  };
}

/** Settings between two rules at the top are no markdown; their lines stay, empty, so that all others keep theirs. */
function withoutFrontMatter(reading: Reading, source: string): string {
  const { lines } = reading;
  if (lines[0]?.replace('\ufeff', '').trimEnd() !== '---') return source;
  const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  if (end < 2 || !lines.slice(1, end).some((line) => /^[\w-]{1,60}:(?:\s|$)/.test(line))) return source;
  leaveLines(reading, { line: 1, endLine: end + 1 }, 'front matter');
  return '\n'.repeat(end + 1) + lines.slice(end + 1).join('\n');
}

function operationOf(reading: Reading): Operation {
  const ids = idsOf(reading.entries);
  const known = (phase: string | undefined) => (phase && reading.phases.has(phase) ? phase : undefined);
  return {
    title: reading.title,
    header: reading.header,
    phases: [...reading.phases.values()],
    sections: reading.sections.map(({ title, level, kind, phase, line, endLine }) => {
      return { title, level, kind, phase: known(phase), at: { line, endLine } };
    }),
    entries: reading.entries.map((draft, index) => {
      return finishEntry({ ...draft, phase: known(draft.phase) }, ids[index] ?? '');
    }),
  };
}

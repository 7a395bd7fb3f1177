import type { NewEntry } from '../change.ts';
import type { EntryKind, Phase, Section } from '../operation.ts';
import { freshTexts } from './patch-fresh.ts';
import { itemLineOf, type Sheet, textAt } from './patch-item.ts';
import type { LineEdit } from './patch-lines.ts';

/** What a section is headed, its sign where the file has signs in headings, and in which order sections come. */
const HEADINGS: readonly (readonly [EntryKind, title: string, sign: string])[] = [
  ['task', 'Tasks', '📋'],
  ['finding', 'Investigation Results', '🔍'],
  ['decision', 'Decisions', '🧭'],
  ['insight', 'Key Insights', '💡'],
  ['blocker', 'Current Blockers', '🚨'],
  ['focus', 'Investigation Focus', '🔎'],
  ['achievement', 'Achievements', '🎉'],
  ['wisdom', 'Wisdom', '🐌'],
  ['next', 'Next Steps', '🚀'],
  ['criterion', 'Completion Criteria', '🎯'],
  ['note', 'Notes', '📝'],
];
const ORDER: readonly Section['kind'][] = ['header', 'phases', ...HEADINGS.map(([kind]) => kind)];

/** How a file writes its headings. */
interface HeadingManner {
  readonly level: number;
  readonly bold: string;
  readonly signs: boolean;
  readonly capitals: boolean;
  /** Whether a rule stands in front of them. */
  readonly ruled: boolean;
  /** Whether a blank line stands behind them. */
  readonly spaced: boolean;
}

/** Ways to write an entry below a new heading, at the place where such a section usually stands. */
export function newSectionEdits(
  sheet: Sheet,
  entry: NewEntry,
  phase: Phase | undefined,
): readonly (readonly LineEdit[])[] {
  const own = entry.phase === undefined ? undefined : sectionOfPhase(sheet, phase);
  const manner = headingManner(sheet);
  const heading = headingText(
    sheet,
    entry,
    own ? { ...manner, level: Math.min(6, own.level + 1), signs: false } : manner,
  );
  const ruled = manner.ruled && !own;
  return freshTexts(sheet, entry).map((lines) => {
    const block = [heading, ...(manner.spaced ? [''] : []), ...lines];
    if (own) return [atEnd(sheet, own.at.endLine, block, false)];
    const next = sectionAfter(sheet, entry.kind, manner.level);
    return [next ? inFront(next, block, ruled) : atEnd(sheet, endOfText(sheet), block, ruled)];
  });
}

/** How a heading of the usual level is written, the words given. */
export function headingLike(manner: HeadingManner, words: string, sign = ''): string {
  const cased = manner.capitals ? words.toUpperCase() : words;
  return `${'#'.repeat(manner.level)} ${manner.signs && sign !== '' ? `${sign} ` : ''}${manner.bold}${cased}${manner.bold}`;
}

/** How the file writes the headings of its sections; where it has none, plainly on the second level. */
export function headingManner(sheet: Sheet): HeadingManner {
  const { sections } = sheet.tracker.operation;
  const level = usualLevel(sections);
  const headings = sections.filter(
    (each) => each.level === level && textAt(sheet, each.at.line).startsWith('#'),
  );
  const items = headings.map(({ at }) => itemLineOf(textAt(sheet, at.line)));
  const most = (holds: (index: number) => boolean) =>
    headings.filter((_, index) => holds(index)).length * 2 > headings.length;
  const bolds = items.map(({ words }) => /^(\*\*|__)/.exec(words)?.[1] ?? '');
  return {
    level,
    bold: most((index) => bolds[index] !== '') ? (bolds.find((each) => each !== '') ?? '') : '',
    signs: most((index) => items[index]?.sign !== ''),
    capitals: most((index) => isCapitals(headings[index]?.title ?? '')),
    ruled: most((index) => isRule(aboveText(sheet, headings[index]?.at.line ?? 1))),
    spaced:
      headings.length === 0 ||
      most((index) => textAt(sheet, (headings[index]?.at.line ?? 0) + 1).trim() === ''),
  };
}

/** The last line that says something before a closing rule and words that belong to no section. */
export function endOfText(sheet: Sheet): number {
  const { operation } = sheet.tracker;
  const said = Math.max(
    0,
    ...operation.entries.map(({ at }) => at.endLine),
    ...operation.sections.map(({ at }) => at.line),
  );
  let last = sheet.lines.length;
  for (let line = sheet.lines.length; line > said; line -= 1)
    if (isRule(textAt(sheet, line))) last = line - 1;
  while (last > 0 && textAt(sheet, last).trim() === '') last -= 1;
  return last;
}

/** Lines put behind a last one, with a blank line between. */
export function atEnd(sheet: Sheet, endLine: number, block: readonly string[], ruled: boolean): LineEdit {
  let last = endLine;
  while (last > 0 && (textAt(sheet, last).trim() === '' || isRule(textAt(sheet, last)))) last -= 1;
  const gap = last === 0 ? [] : [''];
  return { line: last + 1, remove: 0, insert: [...gap, ...(ruled ? ['---', ''] : []), ...block] };
}

/** Whether a line is a rule between sections. */
export function isRule(text: string): boolean {
  return /^ {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/.test(text);
}

function headingText(sheet: Sheet, { kind, done }: NewEntry, manner: HeadingManner): string {
  const [, title = 'Notes', sign = ''] = HEADINGS.find(([each]) => each === kind) ?? [];
  const beside = sheet.tracker.operation.sections.some((each) => each.kind === kind);
  const stated = kind === 'task' && beside ? (done ? 'Completed Tasks' : 'Pending Tasks') : title;
  return headingLike(manner, stated, sign);
}

function sectionOfPhase({ tracker }: Sheet, phase: Phase | undefined): Section | undefined {
  const { sections } = tracker.operation;
  return (
    sections.find(({ at }) => phase !== undefined && at.line === phase.at.line) ??
    sections.find((each) => each.phase === phase?.id)
  );
}

function sectionAfter({ tracker }: Sheet, kind: EntryKind, level: number): Section | undefined {
  const place = ORDER.indexOf(kind);
  const { sections } = tracker.operation;
  const top = sections.filter((each) => each.level <= level);
  const kinds = (section: Section) =>
    sections
      .filter(({ at }) => at.line >= section.at.line && at.line <= section.at.endLine)
      .map((each) => ORDER.indexOf(each.kind));
  const last = top.findLastIndex((section) => kinds(section).some((each) => each >= 0 && each < place));
  return top.find((section, index) => index > last && kinds(section).some((each) => each > place));
}

/** In front of a heading; where a rule stands in front of that, the rule stays with it. */
function inFront(section: Section, block: readonly string[], ruled: boolean): LineEdit {
  return { line: section.at.line, remove: 0, insert: [...block, '', ...(ruled ? ['---', ''] : [])] };
}

function usualLevel(sections: readonly Section[]): number {
  const levels = sections.filter(({ kind }) => kind !== 'note').map(({ level }) => level);
  const top = Math.min(...levels);
  if (levels.length === 0) return 2;
  return top === 1 && levels.filter((level) => level === 1).length === 1 && levels.includes(2) ? 2 : top;
}

function isCapitals(words: string): boolean {
  return /\p{Lu}/u.test(words) && words === words.toUpperCase();
}

function aboveText(sheet: Sheet, line: number): string {
  let above = line - 1;
  while (above > 0 && textAt(sheet, above).trim() === '') above -= 1;
  return textAt(sheet, above);
}

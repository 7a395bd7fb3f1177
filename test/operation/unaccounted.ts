import { linesOf } from '../../src/operation/tracker/lines.ts';
import type { Tracker } from '../../src/operation/tracker/tracker.ts';

/** Lines with words on them that nothing understood and nothing left untouched stands on. */
export function unaccounted({ source, operation, untouched }: Tracker): readonly string[] {
  const lines = linesOf(source);
  const accounted = new Set<number>();
  const headed = new Set<number>();
  const said = [operation.header, ...operation.phases]
    .flatMap((each) => Object.values(each))
    .flatMap((value) => (typeof value === 'object' && value !== null && 'at' in value ? [value.at] : []));
  const headings = operation.sections.map(({ at }) => ({ line: at.line, endLine: at.line }));
  const about = operation.entries.flatMap((entry) =>
    entry.kind === 'blocker' ? [entry.impact?.at, entry.status?.at] : [],
  );
  const all = [
    ...said,
    ...headings,
    ...about,
    ...untouched,
    ...operation.phases.map(({ at }) => at),
    ...operation.entries.map(({ at }) => at),
  ];
  for (const at of all) for (let n = at?.line ?? 0; n <= (at?.endLine ?? -1); n++) accounted.add(n);
  // Words above a line of = or - are a heading, several lines of them as well.
  for (let n = lines.length - 1; n > 0; n--) {
    const below = lines[n] ?? '';
    if (/^[\s>]*(?:=+|-+)\s*$/.test(below) || (below.trim() !== '' && headed.has(n + 1))) headed.add(n);
  }
  // The row that heads a table may have no bars at its ends.
  const headsTable = (n: number) => /^[\s>]*\|?\s*:?-+:?\s*(?:\||$)[\s|:-]*$/.test(lines[n + 1] ?? '');
  const structure = /^[\s>]*(?:[-*_=|: \\]*|#{1,6}\s.*|\|.*\|)\s*$|^\s*#{1,6}$/;
  return lines.filter(
    (each, index) =>
      !accounted.has(index + 1) &&
      !headsTable(index) &&
      !headed.has(index + 1) &&
      !structure.test(each.replace('\ufeff', '')),
  );
}

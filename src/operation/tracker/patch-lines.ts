/** A line of a file: what stands on it, and how it ends. */
export interface Line {
  readonly text: string;
  /** "\n", "\r\n" or "\r"; '' of a last line that has no end. */
  readonly end: string;
}

/** Lines that take the place of others. Without `remove` they come in front of `line`. */
export interface LineEdit {
  /** Counted from 1; one more than there are is the end of the file. */
  readonly line: number;
  readonly remove: number;
  readonly insert: readonly string[];
}

/** A text after some of its lines changed, and where the others went. */
export interface Rewritten {
  readonly source: string;
  /** Where a line stands now; undefined where it was taken out. */
  lineNow(line: number): number | undefined;
}

/** The lines of a text; joined, text and ends are the text again. */
export function linesOf(source: string): readonly Line[] {
  return [...source.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)]
    .map(([, text = '', end = '']) => ({ text, end }))
    .filter(({ text, end }) => text !== '' || end !== '');
}

/** What most lines end with; "\n" where there is no line end. */
export function lineEndOf(lines: readonly Line[]): string {
  const counts = new Map<string, number>();
  for (const { end } of lines) if (end !== '') counts.set(end, (counts.get(end) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '\n';
}

/**
 * Makes edits that do not overlap. New lines end as the file's do; a file whose last line has no end keeps that.
 * An edit that leaves a line as it was costs nothing.
 */
export function rewrite(lines: readonly Line[], edits: readonly LineEdit[]): Rewritten {
  const ordered = [...edits].sort((a, b) => a.line - b.line || a.remove - b.remove);
  const usual = lineEndOf(lines);
  const result: Line[] = [];
  const places: (number | undefined)[] = [];
  let next = 1;
  for (const { line, remove, insert } of ordered) {
    for (; next < line; next += 1) places[next] = result.push(lines[next - 1] ?? { text: '', end: '' });
    insert.forEach((text, index) => {
      const replaced = index < remove ? lines[line - 1 + index] : undefined;
      const place = result.push({ text, end: replaced?.end || usual });
      if (replaced) places[line + index] = place;
    });
    next = Math.max(next, line + remove);
  }
  for (; next <= lines.length; next += 1)
    places[next] = result.push(lines[next - 1] ?? { text: '', end: '' });
  const open = lines.at(-1)?.end === '';
  return { source: joined(result, usual, open), lineNow: (line) => places[line] };
}

function joined(lines: readonly Line[], usual: string, open: boolean): string {
  const last = lines.length - 1;
  return lines
    .map(({ text, end }, index) => `${text}${index === last ? (open ? '' : end) : end || usual}`)
    .join('');
}

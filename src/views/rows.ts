/** One labelled fact on a card: a bar where there is something to count, then lines of words. */
export interface Row {
  readonly label: string;
  readonly bar?: { readonly done: number; readonly of: number };
  readonly lines: readonly string[];
}

const LABEL_WIDTH = 12;
const BAR_CELLS = 10;
/** What a thread pane of ordinary width shows of a fixed-width line before it breaks it a second time. */
const LINE_WIDTH = 60;

/** Rows in fixed width: labels in a column, bars before the words, long lines folded under themselves. */
export function rowsFixed(rows: readonly Row[]): string {
  return rows.map(rowFixed).join('\n');
}

/** Rows as sentences without bars, for screen readers and terminals. */
export function rowsPlain(rows: readonly Row[]): string {
  return rows.map((row) => `${row.label}: ${row.lines.join('\n  ')}`).join('\n');
}

/** "██████░░░░"; any part at all shows at least one cell, and only all of it fills the bar. */
export function bar(done: number, of: number): string {
  if (of <= 0) return (done > 0 ? '█' : '░').repeat(BAR_CELLS);
  const exact = Math.floor((Math.min(done, of) / of) * BAR_CELLS);
  const cells = done > 0 ? Math.max(1, exact) : 0;
  return '█'.repeat(cells) + '░'.repeat(BAR_CELLS - cells);
}

function rowFixed(row: Row): string {
  const drawn = row.bar ? `${bar(row.bar.done, row.bar.of)}  ` : '';
  const [first = '', ...others] = row.lines.flatMap((line, index) =>
    fold(line, LINE_WIDTH - LABEL_WIDTH - Math.max(index === 0 ? drawn.length : 0, 2)).map((part, at) =>
      at === 0 ? part : `  ${part}`,
    ),
  );
  const indent = ' '.repeat(LABEL_WIDTH);
  return [
    `${row.label.padEnd(LABEL_WIDTH - 1)} ${drawn}${first}`,
    ...others.map((line) => indent + line),
  ].join('\n');
}

/** A line in lines of at most `width` characters, broken where it hurts least. */
export function fold(line: string, width: number): string[] {
  const folded: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const at = breakOf(rest, width);
    folded.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...folded, rest];
}

/** Before a blank; inside a long word, as an image's name, behind a slash or a dot. */
function breakOf(line: string, width: number): number {
  const space = line.lastIndexOf(' ', width);
  if (space > width / 3) return space;
  const mark = Math.max(line.lastIndexOf('/', width - 1), line.lastIndexOf('.', width - 1)) + 1;
  return mark > width / 3 ? mark : width;
}

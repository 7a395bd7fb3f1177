/** One line of the table. */
export interface Row {
  readonly what: string;
  /** The same on the least that could do the job, measured in the same run. */
  readonly floor: string;
  readonly measured: string;
  /** What is demanded, in words. */
  readonly bound: string;
  /** Undefined where nothing is demanded. */
  readonly holds: boolean | undefined;
}

/** The rows as a table in GitHub's Markdown, columns aligned for the terminal. */
export function tableText(rows: readonly Row[]): string {
  const header = ['what', 'floor', 'measured', 'bound', 'holds'];
  const cells = rows.map(({ what, floor, measured, bound, holds }) => [
    what,
    floor,
    measured,
    bound,
    holds === undefined ? '' : holds ? 'yes' : '**no**',
  ]);
  const widths = header.map((_, at) => Math.max(...[header, ...cells].map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

/** The smallest value that at least this share (0 to 1) does not exceed; 0 of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** Milliseconds for people: `3.4 ms`, `340 ms`, `3.40 s`. */
export function msText(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms < 100 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}

/** Bytes for people, in MB of a million. */
export function mbText(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

/** A whole number for people: `12,345`. */
export function thousandsText(number: number): string {
  return Math.round(number).toLocaleString('en-US');
}

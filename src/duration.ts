const UNITS: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};
const NAMES: Readonly<Record<string, string>> = { min: 'm', mins: 'm', sec: 's', hr: 'h' };

/** Milliseconds of `15m`, `2h30m`, `1d`, `1.5h`, `500ms`; undefined for anything else. Every unit once, largest first. */
export function durationMs(typed: string): number | undefined {
  const text = typed.toLowerCase().replace(/\s+/g, '');
  if (!/^(\d{1,9}(\.\d{1,3})?[a-z]+)+$/.test(text)) return undefined;
  let total = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (const [, count = '', word = ''] of text.matchAll(/(\d+(?:\.\d+)?)([a-z]+)/g)) {
    const unitMs = UNITS[NAMES[word] ?? word];
    if (unitMs === undefined || unitMs >= smallest) return undefined;
    smallest = unitMs;
    total += Number(count) * unitMs;
  }
  return Math.round(total);
}

/** `2h 30m`, `15m`, `90s` as `1m 30s`; milliseconds only below a second. */
export function durationWords(ms: number): string {
  if (ms < 1000) return `${ms}ms`;
  let left = Math.round(ms / 1000) * 1000;
  const parts: string[] = [];
  for (const unit of ['d', 'h', 'm', 's']) {
    const unitMs = UNITS[unit] ?? 1;
    const count = Math.floor(left / unitMs);
    left -= count * unitMs;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.join(' ');
}

import type { LogSource } from './log-source.ts';

/** Leaves out what another source holds already, so that no line is read twice; the containers' names are kept. */
export function distinct(sources: readonly LogSource[]): readonly LogSource[] {
  const widestFirst = [...sources].sort(
    (one, other) => (one.streamPrefix?.length ?? 0) - (other.streamPrefix?.length ?? 0),
  );
  const kept: LogSource[] = [];
  for (const source of widestFirst) {
    const at = kept.findIndex((each) => holds(each, source));
    const wider = kept[at];
    if (wider) kept[at] = { ...wider, container: joined(wider.container, source.container) };
    else kept.push(source);
  }
  return kept;
}

function holds(wide: LogSource, narrow: LogSource): boolean {
  return (
    wide.group === narrow.group &&
    wide.region === narrow.region &&
    (narrow.streamPrefix ?? '').startsWith(wide.streamPrefix ?? '')
  );
}

function joined(names: string, name: string): string {
  return names.split(', ').includes(name) ? names : `${names}, ${name}`;
}

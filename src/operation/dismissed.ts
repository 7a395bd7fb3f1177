import type { Contradiction } from './contradictions/contradiction.ts';
import type { Dismissal } from './record.ts';

/** The dismissal that holds for a contradiction: of the same statements, which have not drifted further apart since. */
export function dismissalOf(
  { key, gap = 0 }: Pick<Contradiction, 'key' | 'gap'>,
  dismissed: readonly Dismissal[],
): Dismissal | undefined {
  return dismissed.find((each) => each.key === key && gap <= (each.gap ?? gap));
}

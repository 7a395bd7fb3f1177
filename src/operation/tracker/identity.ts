import type { EntryDraft } from './draft.ts';
import { normal } from './words.ts';

/** Characters of a title that count for who it is; the rest is told apart by order. */
const COUNTED = 200;

/**
 * Ids of entries: kind and title, so that marks, details and lines may change. Several of one title are told
 * apart by phase, then by the heading they stand under, then by their order.
 */
export function idsOf(entries: readonly EntryDraft[]): readonly string[] {
  const plain = entries.map(({ kind, title }) => `${kind}:${normal(title.slice(0, COUNTED)) || '-'}`);
  const byPhase = refined(entries, plain, ({ phase }) => phase);
  const bySection = refined(entries, byPhase, ({ within }) => normal(within.at(-1) ?? ''));
  const seen = new Map<string, number>();
  return bySection.map((id) => {
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? id : `${id} #${count}`;
  });
}

/** Adds to ids that several have, where it tells them apart. */
function refined(
  entries: readonly EntryDraft[],
  ids: readonly string[],
  by: (entry: EntryDraft) => string | undefined,
): readonly string[] {
  const groups = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  for (const [index, id] of ids.entries()) {
    const entry = entries[index];
    const values = groups.get(id) ?? new Set();
    groups.set(id, values.add((entry && by(entry)) ?? ''));
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return ids.map((id, index) => {
    const entry = entries[index];
    const value = (entry && by(entry)) ?? '';
    return (groups.get(id)?.size ?? 0) > 1 && value !== '' ? `${id} @ ${value}` : id;
  });
}

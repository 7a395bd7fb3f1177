import type { Expected } from './expected.ts';
import { momentOf } from './script.ts';
import type { Seen } from './seen.ts';

/** Where what was seen differs from what was expected; both empty where it does not. */
export interface Difference {
  /** Expected, and not there. */
  readonly missing: readonly string[];
  /** There, and not expected: invented, doubled, or at a wrong time. */
  readonly surplus: readonly string[];
}

/** Each thing seen stands for one expected at most, and all of one thread are in one thread. */
export function compare(expected: readonly Expected[], seen: readonly Seen[]): Difference {
  const open = new Set(expected);
  const roots = new Map<string, string>();
  const surplus: string[] = [];
  for (const each of seen) {
    const match = [...open].find((one) => isMet(one, each, roots));
    if (!match) {
      surplus.push(seenWords(each, roots));
      continue;
    }
    open.delete(match);
    if (match.says === 'root') roots.set(threadOf(match), each.root);
  }
  return { missing: [...open].map(expectedWords), surplus };
}

function threadOf({ channel, thread }: Expected): string {
  return `${channel}/${thread}`;
}

function isMet(expected: Expected, seen: Seen, roots: ReadonlyMap<string, string>): boolean {
  const { channel, says, between, words, calls } = expected;
  const [from, to] = between.map(momentOf);
  if (channel !== seen.channel || says !== seen.says || !from || !to) return false;
  if (seen.at < from || seen.at > to) return false;
  const root = roots.get(threadOf(expected));
  if (says === 'root' ? root !== undefined : root !== seen.root) return false;
  if (!words.every((word) => seen.words.includes(word.toLowerCase()))) return false;
  return calls === 'unsaid' || [...calls].sort().join() === [...seen.calls].sort().join();
}

function expectedWords({ channel, thread, says, between, words, calls }: Expected): string {
  return `${between.join('–')} #${channel} “${thread}” ${says} [${words.join(', ')}] calls ${calls}`;
}

function seenWords(
  { at, channel, says, root, words, calls }: Seen,
  roots: ReadonlyMap<string, string>,
): string {
  const label = [...roots].find(([, ts]) => ts === root)?.[0] ?? root;
  return `${at.toISOString().slice(11, 19)} #${channel} “${label}” ${says} calls [${calls}]: ${words.slice(0, 200)}`;
}

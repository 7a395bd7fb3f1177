import type { Deps } from '../deps.ts';
import { EVERYWHERE } from './operation-here.ts';

/**
 * Where people are told of an operation by themselves: the channels that work at it. Those that only work at it for
 * want of their own are told where they watch a service: the others never asked to hear of anything.
 */
export async function channelsOf(
  { operations, watches }: Pick<Deps, 'operations' | 'watches'>,
  id: string,
): Promise<readonly string[]> {
  const all = (await operations.list()).filter(({ archivedAt }) => archivedAt === undefined);
  const own = all.find((each) => each.id === id)?.channels ?? [];
  const taken = new Set(all.flatMap(({ channels }) => channels));
  const watching = own.includes(EVERYWHERE)
    ? (await watches.all()).map(({ channel }) => channel).filter((channel) => !taken.has(channel))
    : [];
  // A terminal works at operations too, and nobody can post there.
  return [...new Set([...own, ...watching])].filter((channel) => /^[CDG][A-Z0-9]+$/.test(channel)).sort();
}

import type { Entry } from './operation.ts';

/** Whether it is ticked, met, cleared; undefined for what cannot be. */
export function isSettled(entry: Entry): boolean | undefined {
  switch (entry.kind) {
    case 'task':
      return entry.done;
    case 'criterion':
      return entry.met;
    case 'blocker':
      return entry.cleared;
    case 'next':
      return entry.mark === 'done';
    default:
      return undefined;
  }
}

/** Whether somebody still has to do something about it: what `--open` lists. */
export function isOpen(entry: Entry): boolean {
  switch (entry.kind) {
    case 'task':
      return !entry.done && entry.mark !== 'cancelled';
    case 'criterion':
      return !entry.met && entry.mark !== 'cancelled';
    case 'blocker':
      return !entry.cleared;
    case 'finding':
      return entry.verdict === 'looked-at' && !entry.superseded;
    case 'decision':
      return !entry.superseded;
    default:
      return entry.mark !== 'done' && entry.mark !== 'cancelled';
  }
}

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

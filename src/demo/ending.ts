import type { Clock } from '../clock.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** A stop takes no longer; what hangs is left to the process's end. */
const STOP_WITHIN_MS = 6000;
/** Ctrl-C reaches the process from the terminal and again through npm; only a later one is impatience. */
const REPEATED_WITHIN_MS = 1000;
const LOOK_AT_PARENT_EVERY_MS = 500;

/** The end of a process, however it comes. */
export interface Ending {
  readonly hasBegun: boolean;
  /** Registers what has to be done at the end; the latest is done first. */
  add(undo: () => Promise<void>): void;
}

/**
 * Ends the process in order at Ctrl-C, at a kill, when the terminal closes, and when the process it belongs to
 * dies; a second signal ends it at once.
 * @param options.parent id of the process that must live on; undefined where this one stands on its own
 */
export function createEnding(options: {
  readonly clock: Clock;
  readonly parent: number | undefined;
}): Ending {
  const { clock, parent } = options;
  const undone: (() => Promise<void>)[] = [];
  let begunAt: Date | undefined;

  async function end(): Promise<void> {
    begunAt = clock.now();
    void clock.sleep(STOP_WITHIN_MS).then(() => process.exit(1));
    for (const undo of undone.reverse()) await undo();
    process.exit(0);
  }

  function signalled(): void {
    if (!begunAt) void end();
    else if (clock.now().getTime() - begunAt.getTime() > REPEATED_WITHIN_MS) process.exit(1);
  }

  async function watchParent(): Promise<void> {
    while (!begunAt && process.ppid === parent) await clock.sleep(LOOK_AT_PARENT_EVERY_MS);
    if (!begunAt) await end();
  }

  for (const signal of SIGNALS) process.on(signal, signalled);
  if (parent !== undefined) void watchParent();
  return {
    get hasBegun() {
      return begunAt !== undefined;
    },
    add: (undo) => void undone.push(undo),
  };
}

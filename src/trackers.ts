import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import { type Clock, inTime } from './clock.ts';
import type { Trackers } from './deps.ts';
import { UserError } from './errors.ts';
import type { Log } from './log.ts';
import { createTrackerWork, type Reply, type TrackerWork, type WorkKind } from './tracker-work.ts';

/** UTF-16 units up to which a text is worked at here, in a few dozen milliseconds; others go to a thread. */
export const HERE_AT_MOST = 10_000;
/** Trackers that are remembered, and UTF-16 units of their texts altogether. */
const REMEMBERED = { max: 50, maxSize: 8_000_000 };
/** The longest that is taken in needs a third of it. */
const MOST_MS = 60_000;
const MOST_MEGABYTES = 1024;

interface Options {
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log?: Pick<Log, 'debug' | 'warn'>;
  /** The thread's program. */
  readonly script?: URL;
}

/**
 * Makes the place where trackers are worked at. Its thread starts with the first text that is not short and keeps no
 * process alive while it has nothing to do. `stop` ends it; what still waits for it fails.
 */
export function createTrackers({ clock, log, script = ownScript() }: Options): Trackers & {
  stop(): Promise<void>;
} {
  const here = createTrackerWork();
  const turns = new PQueue({ concurrency: 1 });
  const read = remembering((source) => work('read', source, source.length));
  const contradictions = remembering((source) => work('contradictions', source, source.length));
  let thread: Thread | undefined;
  let stopped = false;

  async function work<K extends WorkKind>(
    kind: K,
    input: TrackerWork[K][0],
    length: number,
  ): Promise<TrackerWork[K][1]> {
    if (length <= HERE_AT_MOST) return here[kind](input);
    const reply = await turns.add(() => inThread(kind, input));
    if (reply.kind === 'done') return reply.output;
    if (reply.kind === 'refused') throw new UserError(reply.message);
    throw new Error('could not work at the tracker', { cause: reply.error });
  }

  async function inThread<K extends WorkKind>(kind: K, input: TrackerWork[K][0]): Promise<Reply<K>> {
    if (stopped) return { kind: 'failed', error: new Error('the bot is stopping') };
    thread ??= started(script, log);
    const { worker, ended } = thread;
    worker.ref();
    try {
      worker.postMessage({ kind, input });
      const answered: Promise<readonly Reply<K>[]> = once(worker, 'message', { signal: ended });
      const [reply] = await inTime(answered, MOST_MS, clock, () => tooLong<K>(worker));
      return reply ?? { kind: 'failed', error: new Error('the thread said nothing') };
    } catch (error) {
      thread = undefined;
      return { kind: 'failed', error };
    } finally {
      if (turns.size === 0) worker.unref();
    }
  }

  /** The thread is still at it, and would keep everybody else's trackers waiting. */
  function tooLong<K extends WorkKind>(worker: Worker): readonly Reply<K>[] {
    thread = undefined;
    void worker.terminate();
    return [
      {
        kind: 'refused',
        message: `That tracker takes longer than ${MOST_MS / 1000} s to read. Make it shorter or plainer.`,
      },
    ];
  }

  return {
    read,
    contradictions,
    async apply(record, change, touch) {
      const applied = await work('apply', { record, change, touch }, record.source.length);
      read.remember(applied.tracker.source, applied.tracker);
      return applied;
    },
    merge: (texts) => work('merge', texts, Math.max(...Object.values(texts).map((text) => text.length))),
    async stop() {
      stopped = true;
      await thread?.worker.terminate();
    },
  };
}

interface Thread {
  readonly worker: Worker;
  /** Aborted when it is gone: no answer comes any more. */
  readonly ended: AbortSignal;
}

function started(script: URL, log: Options['log']): Thread {
  const ending = new AbortController();
  const worker = new Worker(runnable(script), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  worker.on('error', (err) => log?.warn({ err }, 'thread that reads trackers crashed'));
  worker.on('exit', () => ending.abort());
  log?.debug({}, 'thread that reads trackers started');
  return { worker, ended: ending.signal };
}

/** What was asked lately is not worked out again; what failed is. */
function remembering<T>(
  make: (source: string) => Promise<T>,
): ((source: string) => Promise<T>) & { remember(source: string, made: T): void } {
  const remembered = new LRUCache<string, Promise<T>>(REMEMBERED);
  const keep = (key: string, source: string, making: Promise<T>) => {
    remembered.set(key, making, { size: source.length + 1 });
    return making;
  };
  const ask = (source: string): Promise<T> => {
    const key = keyOf(source);
    const known = remembered.get(key);
    if (known) return known;
    const making = keep(key, source, make(source));
    making.catch(() => remembered.delete(key));
    return making;
  };
  const remember = (source: string, made: T) => void keep(keyOf(source), source, Promise.resolve(made));
  return Object.assign(ask, { remember });
}

function keyOf(source: string): string {
  return createHash('sha256').update(source).digest('base64');
}

/** Beside this file, or beside the bundle that it became a part of. */
function ownScript(): URL {
  const name = import.meta.url.endsWith('.ts') ? './tracker-worker.ts' : './tracker-worker.js';
  return new URL(name, import.meta.url);
}

/** A thread does not get what its process loads TypeScript with, so that it loads that first. */
function runnable(script: URL): URL {
  if (!script.pathname.endsWith('.ts')) return script;
  const required = createRequire(import.meta.url).resolve('tsx/esm/api');
  const loader = pathToFileURL(required.replace(/\.cjs$/, '.mjs')).href;
  const program = `import { register } from ${JSON.stringify(loader)}; register(); await import(${JSON.stringify(script.href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(program)}`);
}

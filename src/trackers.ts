import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import type { Trackers } from './deps.ts';
import { UserError } from './errors.ts';
import type { Log } from './log.ts';
import { type Reply, TRACKER_WORK, type TrackerWork, type WorkKind } from './tracker-work.ts';

/** UTF-16 units up to which a text is worked at here, in a few dozen milliseconds at most; others go to a thread. */
export const HERE_AT_MOST = 64_000;
/** Trackers that are remembered, and UTF-16 units of their texts altogether. */
const REMEMBERED = { max: 50, maxSize: 8_000_000 };

interface Options {
  readonly log?: Pick<Log, 'debug' | 'warn'>;
  /** The thread's program. */
  readonly script?: URL;
}

/**
 * Makes the place where trackers are worked at. Its thread starts with the first large text and keeps no process alive
 * while it has nothing to do. `stop` ends it; what still waits for it fails.
 */
export function createTrackers({ log, script = ownScript() }: Options = {}): Trackers & {
  stop(): Promise<void>;
} {
  const read = remembering((source) => work('read', source, source.length));
  const contradictions = remembering((source) => work('contradictions', source, source.length));
  const turns = new PQueue({ concurrency: 1 });
  let thread: Thread | undefined;

  async function work<K extends WorkKind>(
    kind: K,
    input: TrackerWork[K][0],
    length: number,
  ): Promise<TrackerWork[K][1]> {
    if (length <= HERE_AT_MOST) return TRACKER_WORK[kind](input);
    const reply = await turns.add(() => inThread(kind, input));
    if (reply.kind === 'done') return reply.output;
    if (reply.kind === 'refused') throw new UserError(reply.message);
    throw new Error(
      `could not ${kind === 'contradictions' ? 'compare the statements of' : kind} the tracker`,
      {
        cause: reply.error,
      },
    );
  }

  async function inThread<K extends WorkKind>(kind: K, input: TrackerWork[K][0]): Promise<Reply<K>> {
    thread ??= started(script, log);
    const { worker, ended } = thread;
    worker.ref();
    try {
      worker.postMessage({ kind, input });
      const replies: readonly Reply<K>[] = await once(worker, 'message', { signal: ended });
      return replies[0] ?? { kind: 'failed', error: new Error('the thread said nothing') };
    } catch (error) {
      thread = undefined;
      return { kind: 'failed', error };
    } finally {
      if (turns.size === 0) worker.unref();
    }
  }

  return {
    read,
    contradictions,
    apply: (record, change, touch) => work('apply', { record, change, touch }, record.source.length),
    merge: (texts) => work('merge', texts, Math.max(...Object.values(texts).map((text) => text.length))),
    async stop() {
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
  const worker = new Worker(runnable(script), { execArgv: [] });
  worker.on('error', (err) => log?.warn({ err }, 'thread that reads trackers crashed'));
  worker.on('exit', () => ending.abort());
  log?.debug({}, 'thread that reads trackers started');
  return { worker, ended: ending.signal };
}

/** What was asked lately is not worked out again; what failed is. */
function remembering<T>(make: (source: string) => Promise<T>): (source: string) => Promise<T> {
  const remembered = new LRUCache<string, Promise<T>>(REMEMBERED);
  return (source) => {
    const key = createHash('sha256').update(source).digest('base64');
    const known = remembered.get(key);
    if (known) return known;
    const making = make(source);
    remembered.set(key, making, { size: source.length + 1 });
    making.catch(() => remembered.delete(key));
    return making;
  };
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

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { LRUCache } from 'lru-cache';
import { UserError } from './errors.ts';
import type { Log } from './log.ts';
import { parseTracker } from './operation/tracker/parse.ts';
import type { Tracker } from './operation/tracker/tracker.ts';

/** UTF-16 units up to which a text is read at once, in a few dozen milliseconds at most; others go to a thread. */
export const READ_AT_ONCE = 64_000;
/** Trackers that are remembered, and UTF-16 units of their texts altogether. */
const REMEMBERED = { max: 50, maxSize: 8_000_000 };

/** Reads trackers without holding up anything else. */
export interface TrackerReader {
  /** @throws UserError for a text that is refused; any other error is a crash of the reading itself. */
  read(source: string): Promise<Tracker>;
  /** Ends the thread. Texts still waiting for it are not read. */
  stop(): Promise<void>;
}

/** What the thread answers: what it read, or why it did not. */
export type Reply =
  | { readonly kind: 'read'; readonly tracker: Omit<Tracker, 'source'> }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'failed'; readonly error: unknown };

interface Options {
  readonly log?: Pick<Log, 'debug' | 'warn'>;
  /** The thread's program. */
  readonly script?: URL;
}

interface Request {
  readonly source: string;
  readonly settle: (reply: Reply) => void;
}

/** Makes the reader. Its thread starts with the first large text and keeps no process alive while it has nothing to do. */
export function createTrackerReader({ log, script = ownScript() }: Options = {}): TrackerReader {
  const remembered = new LRUCache<string, Promise<Tracker>>(REMEMBERED);
  const waiting: Request[] = [];
  let current: Request | undefined;
  let thread: Worker | undefined;

  async function readAnew(source: string): Promise<Tracker> {
    if (source.length <= READ_AT_ONCE) return parseTracker(source);
    const reply = await new Promise<Reply>((settle) => {
      waiting.push({ source, settle });
      next();
    });
    if (reply.kind === 'read') return { source, ...reply.tracker };
    if (reply.kind === 'refused') throw new UserError(reply.message);
    throw new Error('could not read the tracker', { cause: reply.error });
  }

  function next(): void {
    if (current) return;
    current = waiting.shift();
    if (!current) {
      thread?.unref();
      return;
    }
    thread ??= started();
    thread.ref();
    thread.postMessage(current.source);
  }

  function started(): Worker {
    const made = new Worker(runnable(script), { execArgv: [] });
    made.on('message', (reply: Reply) => answer(reply));
    made.on('error', (error) => {
      if (thread !== made) return;
      thread = undefined;
      log?.warn({ err: error }, 'thread that reads trackers crashed');
      answer({ kind: 'failed', error });
    });
    made.on('exit', (code) => {
      if (thread !== made) return;
      thread = undefined;
      answer({ kind: 'failed', error: new Error(`the thread ended with code ${code}`) });
    });
    log?.debug({}, 'thread that reads trackers started');
    return made;
  }

  function answer(reply: Reply): void {
    const answered = current;
    current = undefined;
    answered?.settle(reply);
    next();
  }

  return {
    read(source) {
      const key = createHash('sha256').update(source).digest('base64');
      const known = remembered.get(key);
      if (known) return known;
      const reading = readAnew(source);
      remembered.set(key, reading, { size: source.length + 1 });
      reading.catch(() => remembered.delete(key));
      return reading;
    },
    async stop() {
      const ended = thread;
      thread = undefined;
      for (const { settle } of [...(current ? [current] : []), ...waiting.splice(0)]) {
        settle({ kind: 'failed', error: new Error('the reader was stopped') });
      }
      current = undefined;
      await ended?.terminate();
    },
  };
}

/** Beside this file, or beside the bundle that it became a part of. */
function ownScript(): URL {
  return new URL(
    import.meta.url.endsWith('.ts') ? './tracker-worker.ts' : './tracker-worker.js',
    import.meta.url,
  );
}

/** A thread does not get what its process loads TypeScript with, so that it loads that first. */
function runnable(script: URL): URL {
  if (!script.pathname.endsWith('.ts')) return script;
  const required = createRequire(import.meta.url).resolve('tsx/esm/api');
  const loader = pathToFileURL(required.replace(/\.cjs$/, '.mjs')).href;
  const program = `import { register } from '${loader}'; register(); await import('${script.href}');`;
  return new URL(`data:text/javascript,${encodeURIComponent(program)}`);
}

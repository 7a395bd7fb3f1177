import { parentPort } from 'node:worker_threads';
import { UserError } from './errors.ts';
import { createTrackerWork, type Reply, type Request, type WorkKind } from './tracker-work.ts';

const work = createTrackerWork();

// The thread beside the bot's own: one piece of work after the other.
parentPort?.on('message', (request: Request) => parentPort?.postMessage(replyTo(request)));

function replyTo<K extends WorkKind>({ kind, input }: Request<K>): Reply<K> {
  try {
    return { kind: 'done', output: work[kind](input) };
  } catch (error) {
    if (error instanceof UserError) return { kind: 'refused', message: error.message };
    return { kind: 'failed', error };
  }
}

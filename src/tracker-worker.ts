import { parentPort } from 'node:worker_threads';
import { UserError } from './errors.ts';
import { parseTracker } from './operation/tracker/parse.ts';
import type { Reply } from './tracker-reader.ts';

// The thread beside the bot's own: one text after the other, its tracker without the text itself back.
parentPort?.on('message', (source: string) => parentPort?.postMessage(replyTo(source)));

function replyTo(source: string): Reply {
  try {
    const { operation, untouched, unsure } = parseTracker(source);
    return { kind: 'read', tracker: { operation, untouched, unsure } };
  } catch (error) {
    // The class of an error is lost between threads.
    if (error instanceof UserError) return { kind: 'refused', message: error.message };
    return { kind: 'failed', error };
  }
}

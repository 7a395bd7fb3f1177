import type { Log } from '../log.ts';
import type { Message } from '../views/message.ts';
import { type Failure, failureOf, refusesBlocks } from './failures.ts';
import { plainWire, type Wire, wire } from './wire.ts';

/** Sends a message, and where Slack finds its blocks at fault, once more as words alone. */
export async function sendOrPlain<T>(
  message: Message,
  log: Log,
  send: (wire: Wire) => Promise<T>,
  mostBlocks?: number,
): Promise<T> {
  try {
    return await send(wire(message, mostBlocks));
  } catch (error) {
    const failure = failureOf(error);
    if (!refusesBlocks(failure)) throw error;
    logRefusedBlocks(log, message, failure);
    return await send(plainWire(message));
  }
}

/** The fault is ours, so it is an error; what the message said is nobody's business in a log. */
export function logRefusedBlocks(log: Log, message: Message, failure: Failure): void {
  const messages = failure.kind === 'refused' ? failure.messages : [];
  const kinds = message.blocks.map((block) => block.type);
  log.error({ word: failure.word, messages, kinds }, 'blocks refused by slack, sent as plain text');
}

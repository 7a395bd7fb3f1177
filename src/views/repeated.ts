import { context, type Message } from './message.ts';

const WORDS = 'This may be here twice: Slack did not say whether it took it the first time.';

/** The same message, saying that it may have been posted before. */
export function maybeRepeated(message: Message): Message {
  return { ...message, text: `${message.text}\n${WORDS}`, blocks: [...message.blocks, context(WORDS)] };
}

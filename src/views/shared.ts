import { oneLine } from '../text.ts';
import { type Block, context, type Message } from './message.ts';
import { plain } from './mrkdwn.ts';

const MOST_NAME = 80;

/**
 * An answer as it is shared: says who did, by name and without a mention, and offers nothing that makes sense for
 * one person alone. What *Refresh* carries names them too, so that a newer form says it as well.
 */
export function sharedMessage(message: Message, by: string): Message {
  const name = sharerName(by);
  const said = `Shared by ${name}`;
  const blocks = message.blocks.map((block) => withoutShare(block, name));
  const at = blocks.findIndex(({ type }) => type === 'actions');
  const line = context(plain(said));
  return {
    ...message,
    text: `${message.text}\n${said}.`,
    blocks: at === -1 ? [...blocks, line] : [...blocks.slice(0, at), line, ...blocks.slice(at)],
  };
}

/** A name fit to stand in quotes inside a button's value. */
function sharerName(by: string): string {
  return oneLine(by.replace(/["'@<>]/g, ''), MOST_NAME) || 'somebody';
}

function withoutShare(block: Block, name: string): Block {
  if (block.type !== 'actions') return block;
  const elements = block.elements
    .filter(({ action_id }) => action_id !== 'share-status')
    .map((element) =>
      element.type === 'button' && element.action_id === 'refresh-status'
        ? { ...element, value: `--shared-by "${name}" ${element.value}`.trim() }
        : element,
    );
  return { ...block, elements };
}

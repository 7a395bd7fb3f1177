import type { Block, Message } from './message.ts';

/** Stand below the services, once for both. */
const ONCE = ['refresh-status', 'share-status'];

/** The card of an operation, and below it how the services are; what repeats both stands at the end. */
export function operationWithServices(operation: Message, services: Message): Message {
  const text = `${operation.text}\n\n${services.text}`;
  return {
    ...services,
    text,
    blocks: [...operation.blocks.flatMap(withoutTwins), ...services.blocks],
    ...(services.file ? { file: { ...services.file, content: text } } : {}),
  };
}

function withoutTwins(block: Block): readonly Block[] {
  if (block.type !== 'actions') return [block];
  const elements = block.elements.filter(({ action_id }) => !ONCE.includes(action_id));
  return elements.length > 0 ? [{ ...block, elements }] : [];
}

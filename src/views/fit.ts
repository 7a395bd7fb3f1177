import { counted, cut } from '../text.ts';
import { LIMITS } from './limits.ts';
import {
  type Block,
  type Button,
  context,
  type Message,
  type PlainText,
  type RichText,
  type Section,
  type Select,
} from './message.ts';
import { escapeText } from './mrkdwn.ts';

/**
 * Cuts a message to what Slack takes, each cut visible: "… and 12 more lines". Buttons stay, since they are
 * how the reader gets at the rest; only one whose value is too long goes, as half a value would mean something
 * else. A message that fits already comes back unchanged.
 * @param mostBlocks a view may have more than a message
 */
export function fitMessage(message: Message, mostBlocks: number = LIMITS.blocksPerMessage): Message {
  const blocks = fitTotal(fitCount(message.blocks.flatMap(fitBlock), mostBlocks));
  return { ...message, text: fitText(message.text), blocks };
}

/** The first `most` of a list, and how many were left out in words ("and 12 more"), or '' for none. */
export function firstOf<T>(
  all: readonly T[],
  most: number,
  noun = '',
): { shown: readonly T[]; more: string } {
  return { shown: all.slice(0, most), more: moreWords(all.length - most, noun) };
}

/** "and 12 more", "and 1 more kind"; '' for none. */
export function moreWords(count: number, noun = ''): string {
  if (count <= 0) return '';
  return noun === '' ? `and ${count} more` : `and ${counted(count, `more ${noun}`)}`;
}

/** Whole lines as long as they fit; a first line too long by itself is cut inside. */
export function fitLines(text: string, most: number, measure = (part: string) => part.length): string {
  if (measure(text) <= most) return text;
  const lines = text.split('\n');
  const room = most - '\n… and 99999 more lines'.length;
  let kept = 0;
  for (let used = 0; kept < lines.length; kept += 1) {
    used += measure(lines[kept] ?? '') + 1;
    if (used > room) break;
  }
  if (kept === 0) return cut(text, Math.floor(room / 5));
  return `${lines.slice(0, kept).join('\n')}\n… and ${lines.length - kept} more lines`;
}

function fitText(text: string): string {
  return fitLines(text, LIMITS.messageText, (part) => escapeText(part).length);
}

function fitBlock(block: Block): Block | readonly Block[] {
  switch (block.type) {
    case 'section':
      return fitSection(block);
    case 'context':
      return {
        ...block,
        elements: block.elements
          .slice(0, LIMITS.contextElements)
          .map((element) => ({ ...element, text: fitLines(element.text, LIMITS.sectionText) })),
      };
    case 'actions': {
      const elements = block.elements.flatMap(fitElement).slice(0, LIMITS.actionElements);
      return elements.length > 0 ? { ...block, elements } : [];
    }
    case 'rich_text':
      return { ...block, elements: block.elements.map(fitPreformatted) };
    default:
      return block;
  }
}

function fitSection({ accessory, ...block }: Section): Section {
  const text = { ...block.text, text: fitLines(block.text.text, LIMITS.sectionText) };
  const [fitted] = accessory ? fitElement(accessory) : [];
  return fitted ? { ...block, text, accessory: fitted } : { ...block, text };
}

/** Nothing where its value, or every one of its options, is too long. */
function fitElement(element: Button | Select): readonly (Button | Select)[] {
  if (element.type === 'button') {
    if (element.value.length > LIMITS.buttonValue) return [];
    return [{ ...element, text: fitLabel(element.text, LIMITS.buttonText) }];
  }
  const options = element.options
    .filter(({ value }) => value.length <= LIMITS.optionValue)
    .slice(0, LIMITS.selectOptions)
    .map((option) => ({ ...option, text: fitLabel(option.text, LIMITS.optionText) }));
  return options.length > 0 ? [{ ...element, options }] : [];
}

/** Cut to `most` characters, visibly. */
export function fitLabel(label: PlainText, most: number): PlainText {
  return { ...label, text: cut(label.text, most) };
}

function fitPreformatted(element: RichText['elements'][number]): RichText['elements'][number] {
  const text = element.elements.map((part) => part.text).join('');
  return { ...element, elements: [{ type: 'text', text: fitLines(text, LIMITS.preformattedText) }] };
}

function fitCount(blocks: readonly Block[], most: number): readonly Block[] {
  return blocks.length <= most ? blocks : dropContent(blocks, most - 1);
}

function fitTotal(blocks: readonly Block[]): readonly Block[] {
  let kept = blocks;
  for (let most = blocks.length - 1; textLength(kept) > LIMITS.blockTextTotal && most > 0; most -= 1) {
    kept = dropContent(blocks, most);
  }
  return kept;
}

/** Keeps the first blocks and all actions, `most` in all, and says how many parts are missing. */
function dropContent(blocks: readonly Block[], most: number): readonly Block[] {
  const actions = blocks.filter((block) => block.type === 'actions');
  const content = blocks.filter((block) => block.type !== 'actions');
  const room = Math.max(0, most - actions.length);
  const missing = content.length - room;
  if (missing <= 0) return blocks;
  return [
    ...content.slice(0, room),
    context(`… and ${missing} more parts, too long for one message`),
    ...actions,
  ];
}

function textLength(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + blockText(block), 0);
}

function blockText(block: Block): number {
  switch (block.type) {
    case 'section':
      return block.text.text.length;
    case 'context':
      return block.elements.reduce((sum, element) => sum + element.text.length, 0);
    case 'rich_text':
      return block.elements
        .flatMap((element) => element.elements)
        .reduce((sum, part) => sum + part.text.length, 0);
    default:
      return 0;
  }
}

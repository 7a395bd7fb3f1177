import type { types } from '@slack/bolt';
import { fitMessage } from '../views/fit.ts';
import type { Message } from '../views/message.ts';
import { escapeText } from '../views/mrkdwn.ts';

/** The part of a message that every way into Slack shares. */
export interface Wire {
  readonly text: string;
  readonly blocks: types.Block[];
  readonly parse: 'none';
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** A message as Slack takes it: cut to the limits, its plain text made inert. Stated in full, as edits forget what is left out. */
export function wire(message: Message, mostBlocks?: number): Wire {
  const fitted = fitMessage(message, mostBlocks);
  return { ...plainWire(message), text: escapeText(fitted.text), blocks: [...fitted.blocks] };
}

/** The words alone, for when Slack refuses the blocks. */
export function plainWire(message: Message): Wire {
  const text = escapeText(fitMessage({ ...message, blocks: [] }).text) || 'This message could not be shown.';
  return { text, blocks: [], parse: 'none', unfurl_links: false, unfurl_media: false };
}
